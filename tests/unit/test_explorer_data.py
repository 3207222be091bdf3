"""What the explorer's page gets: weights, counts, checkpoints, and the numbers of a student's own modules."""

import base64
import zlib

import pytest
import torch
from lab3 import attention, explore, explore_data, explore_trace
from lab3.explore_data import code_points
from lab3.models import make_model
from support import explorer as pages


def floats(text):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32)


def test_numbers_travel_as_they_are():
    numbers = torch.tensor([[0.1, -1e9], [float("inf"), 3e-39]])
    assert torch.equal(
        floats(explore_data.packed_floats([numbers, numbers[0]])), torch.cat([numbers.flatten(), numbers[0]])
    )


def test_bigrams_are_counted():
    assert explore_data.bigram_counts(code_points("abab")) == {"97": [98, 2], "98": [97, 1]}


def test_checkpoints_come_back_rounded():
    first, second = ([("word_to_embedding", torch.randn(9, 4)), ("w", torch.randn(3, 5))] for _ in range(2))
    kept = explore_data.weight_frames([first, second], rows=[1, 7])
    differences = torch.frombuffer(bytearray(zlib.decompress(base64.b64decode(kept["deflated"]))), dtype=torch.int8)
    one, two = differences.float().reshape(2, -1)
    for levels, model in ((one, first), (one + two, second)):
        values = torch.cat([levels[:8] * kept["sizes"][0], levels[8:] * kept["sizes"][1]])
        expected = torch.cat([model[0][1][[1, 7]].flatten(), model[1][1].flatten()])
        assert (values - expected).abs().max() <= max(kept["sizes"]) / 2 + 1e-6


def test_a_trace_has_the_stations_of_part_6():
    model, ids = pages.transformer(), code_points("Tom had a")
    trace = explore_trace.trace_of_transformer(model, "Tom had a", ids)
    s, layer = trace.stations, model.model
    assert trace.stopped == ""
    torch.testing.assert_close(s["x"], s["token_embeddings"] + s["position_embeddings"])
    torch.testing.assert_close(s["normed"], layer.norm_1(s["x"]).detach())
    torch.testing.assert_close(s["head_output.2"], s["weights.2"] @ s["v.2"])
    torch.testing.assert_close(s["after_attention"], s["x"] + s["attention_output"])
    torch.testing.assert_close(s["after_mlp"], s["after_attention"] + s["mlp_output"])
    torch.testing.assert_close(s["logits"], model(ids).detach())
    assert not any(module._forward_hooks or module._forward_pre_hooks for module in model.modules())


def test_a_trace_ends_where_the_code_does(monkeypatch):
    def not_written(layer, x):
        raise NotImplementedError("multi_head: forward has no code yet")

    monkeypatch.setattr(attention.BareBonesSelfAttention, "forward", not_written)
    trace = explore_trace.trace_of_transformer(pages.transformer(), "Tom", code_points("Tom"))
    assert trace.stopped == "NotImplementedError: multi_head: forward has no code yet"
    assert "normed" in trace.stations and "logits" not in trace.stations


def test_layers_that_do_not_fit_are_named():
    model = make_model("mlp")
    model.model.model = torch.nn.Sequential(torch.nn.Linear(32, 128), torch.nn.GELU(), torch.nn.Linear(128, 32))
    with pytest.raises(explore_data.ExplorerError, match="found: Linear, GELU, Linear"):
        explore_data.sizes_of_mlp(model)


def test_checkpoints_begin_untrained_and_end_trained():
    model = make_model("transformer")
    before = model.word_to_embedding.weight.detach().clone()
    checkpoints = explore.Checkpoints(model, 6)
    explore.try_training(model, code_points(pages.STORIES), 6, seed=0)
    model(code_points("a later call"))
    weights = checkpoints.all_weights()
    assert list(weights) == [0, 1, 2, 3, 4, 5, 6]
    assert torch.equal(weights[0][0][1], before) and torch.equal(weights[6][0][1], model.word_to_embedding.weight)


def test_a_model_learns_without_the_mask_only_where_the_mask_is_that_of_the_lab(monkeypatch):
    ids = code_points(pages.STORIES)
    assert explore.trained_without_mask(ids, 2, seed=0) is not None
    assert attention.make_causal_mask(2)[0, 1] < 0

    def own_mask(head, x):
        scores = head.get_query(x) @ head.get_key(x).transpose(-2, -1)
        return torch.softmax(scores.masked_fill(torch.ones_like(scores).triu(1) > 0, -torch.inf), dim=-1)

    monkeypatch.setattr(attention.BareBonesAttentionHead, "attention_weights", own_mask)
    assert explore.trained_without_mask(ids, 2, seed=0) is None


def test_saved_weights_of_any_size_are_read(tmp_path):
    model = pages.transformer(n_heads=2, head_dim=5, max_len=11)
    torch.save(model.state_dict(), tmp_path / "mine.pt")
    again = explore.transformer_from(tmp_path / "mine.pt")
    assert explore_data.sizes_of_transformer(again) == explore_data.sizes_of_transformer(model)
    torch.save(make_model("mlp").state_dict(), tmp_path / "mlp.pt")
    with pytest.raises(explore_data.ExplorerError, match="holds no weights of a transformer"):
        explore.transformer_from(tmp_path / "mlp.pt")
    with pytest.raises(explore_data.ExplorerError, match="there is no file"):
        explore.transformer_from(tmp_path / "nothing.pt")


def test_code_that_is_not_written_still_gets_a_page(monkeypatch, tmp_path, capsys):
    def not_written(model, ids):
        raise NotImplementedError("transformer: forward has no code yet")

    monkeypatch.setattr("lab3.transformer.TransformerLM.forward", not_written)
    monkeypatch.setattr(explore, "ids_of", lambda split, source: code_points(pages.STORIES))
    explore.explore(pages.options(out=tmp_path / "page.html", steps=1))
    assert "TransformerLM could not be trained (transformer: forward has no code yet)" in capsys.readouterr().err
    content = pages.read(tmp_path / "page.html")
    assert content["traces"]["transformer"]["stopped"].startswith("NotImplementedError")
    assert content["unmasked"] is None and content["checkpoints"]["steps"] == [0]


def test_the_cell_shows_the_page_a_link_and_a_picture(tmp_path, monkeypatch):
    display = pytest.importorskip("IPython.display")
    shown = []
    monkeypatch.setattr(display, "display", lambda data, raw: shown.append(data))
    monkeypatch.setattr(explore, "STEPS", {"transformer": 2})
    monkeypatch.chdir(tmp_path)
    model = pages.transformer()
    checkpoints = explore.Checkpoints(model, 3)
    explore.train(model, code_points(pages.STORIES), 3, progress=False)
    ids = code_points(pages.STORIES)
    explore.explorer(pages.drawn(make_model("mlp")), model, ids, ids, "Tom", checkpoints)
    ((page, picture, plain),) = [(it["text/html"], it["image/png"], it["text/plain"]) for it in shown]
    assert plain == "Open explorer.html in a browser."
    assert 'src="explorer.html"' in page and 'href="explorer.html"' in page and str(tmp_path) not in page
    assert base64.b64decode(picture).startswith(b"\x89PNG") and picture in page
    content = pages.read(tmp_path / "explorer.html")
    assert content["text"] == "Tom" and content["checkpoints"]["steps"] == [0, 1, 2, 3] and content["unmasked"]
