"""The given parts of the lab: stories, training and pictures."""

import gzip
import math
from functools import cache

import pytest
from support.lab import LAB
from support.lazy import lazy

from autograder.lab.importing import load_file

data = lazy("lab3.data")
mlp = lazy("lab3.mlp")
plotting = lazy("lab3.plotting")
tokenization = lazy("lab3.tokenization")
torch = lazy("torch")
training = lazy("lab3.training")


@cache
def text():
    """Token ids to train on."""
    return tokenization.encode_doc("Row, row, row your boat, gently down the stream. " * 10)


def unpacked(data):
    """What is in a compressed file, whose own bytes differ between versions of Python."""
    return gzip.decompress(data)


def test_the_embedded_corpus_is_what_the_generator_writes():
    write_stories = load_file(LAB.root / "corpus" / "write_stories.py")
    for split, texts in write_stories.write_corpus(seed=0, n_stories=3000).items():
        assert unpacked(write_stories.pack(texts)) == unpacked((LAB.package / f"stories/{split}.jsonl.gz").read_bytes())


def test_hidden_tests_take_stories_that_students_do_not_have():
    write_stories = load_file(LAB.root / "corpus" / "write_stories.py")
    texts = write_stories.write_held_out()
    assert unpacked(write_stories.pack(texts)) == unpacked((LAB.fixture_data / "held_out.jsonl.gz").read_bytes())
    assert not {text for split in data.SPLITS for text in data.load_stories(split)["text"]} & set(texts)
    starter = LAB.released_in(LAB.home).home / "student_release"
    assert not list(starter.rglob("held_out*"))


def test_the_splits_are_large_and_share_no_story():
    train_stories, held_out = (set(data.load_stories(split)["text"]) for split in data.SPLITS)
    assert len(train_stories) + len(held_out) >= 2000 and not train_stories & held_out


def test_stories_read_as_english():
    for text in data.load_stories("validation")["text"]:
        assert text[0].isupper() and text.isascii() and "  " not in text
        assert not any(f" a {vowel}" in text for vowel in "aeiou")


def test_the_floor_of_the_embedded_corpus_is_like_that_of_real_stories():
    ids = [tokenization.encode_doc(data.stories_as_text(data.load_stories(split))) for split in data.SPLITS]
    assert 2.0 < training.bigram_floor(*ids) < 2.5


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "txt", "folder"])
def test_own_stories_give_the_same_column(tmp_path, kind):
    stories = data.load_stories("validation").select(range(10))
    path = tmp_path / f"stories.{kind}"
    if kind == "jsonl":
        stories.to_json(path)
    elif kind == "parquet":
        stories.to_parquet(path)
    elif kind == "txt":
        path.write_text("\n<|endoftext|>\n".join(stories["text"]))
    else:
        path.mkdir()
        stories.select(range(9)).to_json(path / "train.jsonl")
        stories.select([9]).to_json(path / "validation.jsonl")
    found = [data.load_stories(split, path) for split in data.SPLITS]
    assert all(part.column_names == ["text"] for part in found)
    assert [text.strip() for part in found for text in part["text"]] == [text.strip() for text in stories["text"]]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.txt", None, "there are no stories at .*none.txt"),
        ("empty.txt", "", "is empty"),
        ("empty.txt", " \n", "is empty"),
        ("other.jsonl", '{"story": "x"}\n', "no column `text`"),
        ("broken.parquet", "not parquet", "cannot be read"),
        ("stories.pdf", "x", "of no known kind"),
        ("one.txt", "a single story", "single story"),
    ],
)
def test_stories_that_cannot_be_had_are_one_sentence(tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(data.StoriesError, match=sentence) as caught:
        data.load_stories("validation", tmp_path / name)
    assert "\n" not in str(caught.value)


def test_the_hub_is_asked_by_its_name_and_its_absence_is_one_sentence(monkeypatch):
    import datasets

    asked = []
    stories = datasets.Dataset.from_dict({"text": ["a story"], "other": [1]})
    monkeypatch.setattr(datasets, "load_dataset", lambda *args, **kwargs: asked.append((args, kwargs)) or stories)
    assert data.load_stories("validation", "tinystories").column_names == ["text"]
    assert asked == [(("roneneldan/TinyStories",), {"split": "validation"})]

    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(datasets, "load_dataset", fail)
    with pytest.raises(data.StoriesError, match=r'could not be fetched .*source="embedded"'):
        data.load_stories("train", "tinystories")


def test_training_is_repeatable_to_the_last_digit_and_improves():
    histories = []
    for _ in range(2):
        torch.manual_seed(0)
        model = mlp.FeedForwardLM(256, 16, 32)
        before = training.evaluate(model, text(), 16)
        histories.append(training.train(model, text(), 60, text(), context_len=16, eval_every=25, progress=False))
    first, second = histories
    assert first == second and first.step == [25, 50, 60]
    assert first.held_out_loss[-1] < before - 1


def test_training_on_too_little_text_is_one_sentence():
    with pytest.raises(ValueError, match="too few"):
        training.train(mlp.FeedForwardLM(256, 4, 4), text()[:10], 5, progress=False)


def test_the_floor_is_the_conditional_entropy():
    generator = torch.Generator().manual_seed(0)
    coin = torch.randint(2, (20_000,), generator=generator)
    assert abs(training.bigram_floor(coin, coin, n_vocab=2) - math.log(2)) < 1e-3
    assert training.bigram_floor(torch.tensor([0, 1] * 5000), torch.tensor([0, 1] * 50), n_vocab=2) < 1e-3


def test_the_picture_of_losses_has_the_floor_as_a_line():
    history = training.History([1, 2], [3.0, 2.5], [3.1, 2.6])
    (axes,) = plotting.plot_losses({"mlp": history}, floor=2.3).axes
    assert any(set(line.get_ydata()) == {2.3} for line in axes.lines)
    assert "nats" in axes.get_ylabel()


def test_the_picture_of_attention_shows_every_head_with_its_characters():
    figure = plotting.plot_attention(torch.eye(3).expand(4, 3, 3), "a b")
    heads = [axes for axes in figure.axes if axes.get_title().startswith("head")]
    assert len(heads) == 4
    for axes in heads:
        (image,) = axes.images
        assert image.get_cmap().name == "cividis" and image.norm.vmin == 0
        assert [label.get_text() for label in axes.get_xticklabels()] == ["a", "␣", "b"]
        assert "key" in axes.get_xlabel() and "query" in axes.get_ylabel()
    with pytest.raises(ValueError, match="do not fit"):
        plotting.plot_attention(torch.eye(3), "ab")


def test_the_picture_of_embeddings_names_each_character():
    (axes,) = plotting.plot_embeddings(torch.randn(256, 8, generator=torch.Generator().manual_seed(0)), "abC.").axes
    assert [text.get_text() for text in axes.texts] == ["a", "b", "C", "."]


def test_labels_of_the_map_of_embeddings_cover_neither_each_other_nor_nothing():
    embeddings = 0.2 * torch.randn(256, 32, generator=torch.Generator().manual_seed(1))
    embeddings[100:104] = embeddings[99]  # c to g lie on one place
    figure = plotting.plot_embeddings(embeddings, "abcdefghijklmnopqrstuvwxyzTSHO .,!?")
    figure.canvas.draw()
    boxes = [text.get_window_extent().shrunk(0.8, 0.6) for text in figure.axes[0].texts]
    assert not any(one.overlaps(two) for number, one in enumerate(boxes) for two in boxes[:number])


def test_the_picture_of_a_mask_shows_and_says_the_numbers_of_the_matrix():
    right = torch.full((3, 3), -1e9).triu(1)
    figure = plotting.plot_mask(right, "abc")
    assert [text.get_text() for text in figure.axes[0].texts] == ["0", "−1e9", "−1e9", "0", "0", "−1e9", "0", "0", "0"]
    assert "0: 6 places, exactly those on and below the diagonal" in figure.description
    wrong = plotting.plot_mask(torch.ones(3, 3).tril(), "abc").description
    assert "1: 6 places, exactly those on and below" in wrong and "−1e9" not in wrong


def test_hidden_places_are_hatched_and_a_weight_on_the_future_is_not_hidden():
    weights = torch.tensor([[1.0, 0.0], [0.25, 0.75]])
    figure = plotting.plot_attention(weights, "ab")
    (image,) = figure.axes[0].images
    assert image.get_array().mask.tolist() == [[False, True], [False, False]]
    assert figure.axes[0].patch.get_hatch() and figure.legends
    assert "LATER" not in figure.description and "b at b (0 back, 0.75)" in figure.description
    seen = plotting.plot_attention(torch.full((2, 2), 0.5), "ab")
    assert not seen.axes[0].images[0].get_array().mask.any() and not seen.legends
    assert "25% is on LATER characters" in seen.description


def test_every_picture_describes_what_it_drew_and_labels_its_axes():
    generator = torch.Generator().manual_seed(0)
    scores = torch.randn(3, 3, generator=generator)
    history = training.History([1, 2], [3.0, 2.5], [3.1, 2.6])
    pictures = [
        plotting.plot_losses({"mlp": history}, 2.3), plotting.plot_attention(scores.softmax(-1), "a b"),
        plotting.plot_queries(scores.softmax(-1).expand(2, 3, 3), "a b"), plotting.plot_scores(scores, "a b"),
        plotting.plot_mask(scores, "a b"),
        plotting.plot_next_characters(torch.randn(3, 256, generator=generator), "a b"),
        plotting.plot_temperatures(torch.randn(256, generator=generator), (0.5, 1)),
        plotting.plot_lines({"with": [1.0, 2.0]}, "layer", "spread"),
        plotting.plot_embeddings(torch.randn(256, 8, generator=generator), "abC."),
    ]  # fmt: skip
    for figure in pictures:
        assert len(figure.description) > 40
        shared = figure.get_supxlabel() + figure.get_supylabel()
        for axes in figure.axes:
            is_inner = axes.get_shared_x_axes().joined(axes, figure.axes[-1]) or axes.get_shared_y_axes().joined(
                axes, figure.axes[0]
            )
            assert axes.get_ylabel() or shared or is_inner or axes.get_label() == "<colorbar>"
            assert axes.get_xlabel() or is_inner or axes.get_label() == "<colorbar>"
    assert "3.10 after step 1, 2.60 after step 2, 0.30 above the floor" in pictures[0].description


def test_snapshots_are_the_weights_of_their_steps_and_change_nothing():
    losses = []
    for moments in ((), (2, 5)):
        torch.manual_seed(0)
        model = mlp.FeedForwardLM(256, 4, 4)
        history = training.train(model, text(), 5, text(), context_len=16, snapshots_at=moments, progress=False)
        losses.append(history.held_out_loss)
    assert losses[0] == losses[1] and list(history.snapshots) == [2, 5]
    kept = history.snapshots[5]
    assert all(torch.equal(kept[name], value) for name, value in model.state_dict().items())
    assert any(not torch.equal(kept[name], value) for name, value in history.snapshots[2].items())
