"""The explorer's page in a browser: it computes what PyTorch computes, says where code differs, works by keyboard."""

import math
import random

import pytest
from support.lazy import lazy

torch = lazy("torch")
pages = lazy("support.explorer")
browsers = lazy("support.browser")
explore = lazy("lab3.explore")
attention = lazy("lab3.attention")
training = lazy("lab3.training")
objective = lazy("lab3.objective")

pytestmark = pytest.mark.slow

VIEWS = ("guesses", "walk", "attention", "what-if", "write", "training", "tasks")
TOLERANCE = 1e-4


@pytest.fixture(scope="module")
def model():
    return pages.transformer()


@pytest.fixture(scope="module")
def content(model):
    return pages.data(model)


@pytest.fixture(scope="module")
def page(tmp_path_factory, content):
    return pages.write(tmp_path_factory.mktemp("explorer") / "explorer.html", content)


def random_texts(count, longest, seed=0):
    """Texts of 1 to `longest` characters of the vocabulary."""
    chosen = random.Random(seed)
    return ["".join(chr(chosen.randrange(256)) for _ in range(chosen.randint(1, longest))) for _ in range(count)]


def agreement(view):
    return view.page.inner_text("#agreement")


# What it computes


@pytest.mark.parametrize(
    "sizes",
    [{}, {"n_heads": 1, "head_dim": 32}, {"n_heads": 8, "head_dim": 4, "max_len": 64}, {"max_len": 1}, {"emb_dim": 20}],
    ids=["the lab's", "one head", "8 heads, 64 characters", "one character", "20 numbers"],
)
def test_logits_are_those_of_pytorch(browser, tmp_path, sizes):
    model = pages.transformer(**sizes)
    with pages.opened(browser, pages.write(tmp_path / "page.html", pages.data(model))) as view:
        assert agreement(view).startswith("✓ Your code and this page agree")
        for text in random_texts(20, model.max_len):
            expected = model(pages.data_of.code_points(text)).detach()
            assert torch.allclose(pages.numbers(view, text, "logits"), expected, rtol=0, atol=TOLERANCE)


def test_what_is_left_out_has_the_effect_that_it_has_in_pytorch(browser, page, content, model, monkeypatch):
    def changed(parameters):
        other = pages.transformer_like(model, 0)
        other.load_state_dict(model.state_dict())
        with torch.no_grad():
            for parameter in parameters(other):
                parameter.zero_()
        return other

    ids = pages.data_of.code_points("The cat sat.")
    without = {
        "positions": changed(lambda it: [it.pos_to_embedding.weight])(ids),
        "head_2": changed(lambda it: [it.model.self_attention.heads[2].get_value.weight])(ids),
    }
    monkeypatch.setattr("lab3.attention.make_causal_mask", lambda length, device=None: torch.zeros(length, length))
    without["mask"] = model(ids)
    with pages.opened(browser, page) as view:
        for name, expected in without.items():
            found = pages.numbers(view, "The cat sat.", "logits", [name])
            assert torch.allclose(found, expected.detach(), rtol=0, atol=TOLERANCE), name


def test_losses_and_the_bigram_floor_are_those_of_the_lab(browser, page, model):
    text = "Tom had a red ball."
    inputs, targets = objective.next_token_pairs(pages.data_of.code_points(text))
    loss = objective.language_model_loss(model(inputs), targets).item()
    ids = pages.data_of.code_points(pages.STORIES)
    floor = training.bigram_floor(ids, ids)  # as in the notebook: of all held-out stories
    first_floor = training.bigram_floor(ids, ids[:993])  # 31 pieces of 32, as the page cuts them
    held_out = training.evaluate(model, ids[:1024])
    with pages.opened(browser, page) as view:
        assert f"{loss:.2f}" in view.page.inner_text(".losses .mean")
        assert f"the bigram floor is {floor:.3f}" in view.page.inner_text(".losses caption")
        assert math.isclose(
            view.page.evaluate("app.runs.heldOutLoss(app.models.transformer, [])"), held_out, abs_tol=1e-4
        )
        go_to_view(view, "training")
        said = view.page.inner_text("#panel-training .explanation")
        assert f"on the first 992 held-out characters. There the bigram floor is {first_floor:.2f}" in said
        assert f"on all held-out stories it is {floor:.3f}" in said


def test_typing_shows_ids_and_drops_what_the_vocabulary_lacks(browser, page):
    with pages.opened(browser, page) as view:
        view.page.fill("#text", "Aï🙂€ b")
        assert view.page.inner_text(".ids") == "Token ids: 65 239 32 98"
        view.page.fill("#text", "")
        assert "Type a text" in view.page.inner_text("#notes")
        view.page.fill("#text", "x" * 40)
        assert "the last ones of your 40" in view.page.inner_text("#notes")


def test_checkpoints_are_the_models_of_the_training(browser, page, model):
    with pages.opened(browser, page) as view:
        for number, expected in ((0, pages.transformer_like(model, 0)), (2, model)):
            found = pages.numbers(view, "Tom had", "x", weights=number)
            embedded = expected.word_to_embedding.weight[pages.data_of.code_points("Tom had")]
            x = (embedded + expected.pos_to_embedding.weight[:7]).detach()
            assert (found - x).abs().max() < 2 * 0.25 / pages.data_of.FINENESS


# Where code differs


def test_a_changed_weight_is_reported_at_the_station_that_uses_it(browser, tmp_path, content):
    places = {
        "word_to_embedding": (ord("T") * 32, "token_embeddings: entry [0, 0]"),
        "pos_to_embedding": (2 * 32 + 5, "position_embeddings: entry [2, 5]"),
        "heads.1.get_key": (3 * 32, "k of head 1: entry [0, 3]"),
        "to_output": (7, "attention_output: entry [0, 0]"),
        "norm_2.bias": (4, "normed_2: entry [0, 4]"),
        "mlp.2.bias": (9, "mlp_output: entry [0, 9]"),
    }
    for name, (index, said) in places.items():
        path = pages.write(tmp_path / "page.html", pages.nudged(content, name, index))
        with pages.opened(browser, path) as view:
            assert f"part at the station {said}" in agreement(view), name


def no_scaling(head, x):
    scores = head.get_query(x) @ head.get_key(x).transpose(-2, -1)
    return torch.softmax(scores + attention.make_causal_mask(x.shape[-2]), dim=-1)


def not_written(head, x):
    raise NotImplementedError("attention: attention_weights has no code yet")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (no_scaling, "weights of head 0: entry [1, 0]"),
        (
            not_written,
            "stops after the station normed: NotImplementedError: attention: attention_weights has no code yet",
        ),
        (lambda head, x: torch.zeros(2), "weights of head 0: its shape is (2,) in your code, and should be (9, 9)"),
    ],
    ids=["no scaling", "not written", "wrong shape"],
)
def test_wrong_code_is_reported_where_it_parts_from_the_definition(browser, tmp_path, monkeypatch, code, said):
    monkeypatch.setattr(attention.BareBonesAttentionHead, "attention_weights", code)
    with pages.opened(browser, pages.write(tmp_path / "page.html", pages.data())) as view:
        assert said in agreement(view)
        assert ("without the scaling" in agreement(view)) == (code is no_scaling)
        view.page.click("text=look there")
        assert view.page.is_visible("#panel-walk h2")
        if code is no_scaling:
            assert "Your code has other numbers here" in view.page.inner_text("#panel-walk .verdict")


# How it is used


def test_everything_works_by_keyboard(browser, page):
    with pages.opened(browser, page) as view:
        keys, seen = view.page.keyboard, view.page.inner_text
        tab_to(view, "#text")
        keys.press("Control+a")
        keys.type("The cat sat")
        assert seen(".ids").startswith("Token ids: 84 104 101")
        tab_to(view, "[role=tab][aria-selected=true]")
        keys.press("Tab")
        keys.press("Home")
        assert "What comes after place 0, “T”?" in seen("#panel-guesses")

        go_to_view(view, "walk")
        tab_to(view, "#panel-walk .next")
        for _ in range(5):
            keys.press("Enter")
        assert "9. Scores" in seen("#panel-walk h2")
        tab_to(view, "#panel-walk .result canvas")
        keys.press("Home")
        keys.press("ArrowDown")
        keys.press("ArrowRight")
        assert seen("#panel-walk .explanation").startswith("raw_scores[1, 1] = ")
        assert "row 1 of q times column 1 of kᵀ" in seen("#panel-walk .explanation")
        tab_to(view, "#panel-walk .result .small", backwards=True)
        keys.press("Enter")
        assert len(view.page.query_selector_all("#panel-walk .result tbody tr")) == 11

        go_to_view(view, "attention")
        tab_to(view, "#panel-attention select")
        keys.press("ArrowDown")
        assert "is looked at most by" in seen("#panel-attention .explanation")

        go_to_view(view, "what-if")
        tab_to(view, "#panel-what-if input")
        keys.press("Space")
        assert "Changed transformer: without the mask" in seen("#notes")
        tab_to(view, "#panel-what-if button:has-text('let both write')")
        keys.press("Enter")
        assert len(seen("#panel-what-if .written >> nth=1")) >= 91

        go_to_view(view, "write")
        tab_to(view, "#panel-write button")
        keys.press("Enter")
        assert "Character 1" in seen("#panel-write") and "Drawn from" in seen("#panel-write")

        go_to_view(view, "training")
        tab_to(view, "#panel-training input")
        keys.press("Home")
        assert "After 0 training steps" in seen("#panel-training")

        go_to_view(view, "tasks")
        tab_to(view, "#panel-tasks button")
        keys.press("Enter")
        assert "Task 1" in seen("#notes")
        tab_to(view, "#share")
        keys.press("Enter")
        assert "text=Once+upo&station=raw_scores&task=0" in view.page.input_value("#address")


def tab_to(view, selector, backwards=False):
    """Press Tab until the first element of a selector has the focus."""
    for _ in range(200):
        if view.page.locator(selector).first.evaluate("(node) => node === document.activeElement"):
            return
        view.page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def go_to_view(view, name):
    """Walk along the tabs with the arrow keys."""
    tab_to(view, "[role=tab][aria-selected=true]")
    for _ in VIEWS:
        if view.page.get_attribute("[role=tab][aria-selected=true]", "aria-controls") == f"panel-{name}":
            return
        view.page.keyboard.press("ArrowRight")
    raise AssertionError(f"there is no tab {name}")


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_can_be_read_by_everybody(browser, page, name):
    for size, dark in ((browsers.DESKTOP, False), (browsers.PHONE, True)):
        with pages.opened(browser, page, size=size, dark=dark) as view:
            for extra in ("", "&all=true&without=mask&task=1", "&large=true"):
                view.page.evaluate("(hash) => { location.hash = hash; }", f"view={name}{extra}")
                view.page.wait_for_function("(name) => app.state.view === name", arg=name)
                assert view.violations() == [] and view.overflow() == 0, (extra, size)


def test_the_address_brings_a_view_back(browser, page):
    hash_ = "text=A+%26+b%0Ac&view=walk&place=1&station=q&head=2&column=3&without=mask%2Chead_1&weights=1"
    with pages.opened(browser, page) as view:
        view.page.evaluate("(hash) => { location.hash = hash; }", hash_)
        view.page.wait_for_function("app.state.view === 'walk'")
        assert "q[1, 3] = " in view.page.inner_text("#panel-walk .explanation")
        view.page.click("#share")
        assert view.page.input_value("#address").split("#")[1] == hash_
        view.page.evaluate("location.hash = 'view=nothing&station=nothing&head=99&place=-1&seed=1e9&temperature=0'")
        view.page.wait_for_function("app.state.seed === 0")
        assert view.page.is_visible("#panel-guesses")


def test_text_repeats_with_a_seed_and_sees_only_what_fits(browser, page):
    with pages.opened(browser, page) as view:
        texts = []
        for _ in range(2):
            view.page.evaluate("location.hash = 'view=write&text=Tom&seed=3'")
            view.page.wait_for_function("app.state.seed === 3")
            view.page.click("text=start again")
            for _ in range(2):
                view.page.click("text=write 20")
            texts.append(view.page.inner_text("#panel-write .written"))
            assert "The model saw the 32 characters that are marked" in view.page.inner_text("#panel-write")
        assert texts[0] == texts[1] and len(texts[0]) == 43
        view.page.fill("#panel-write label:has-text('likeliest') input", "1")
        view.page.keyboard.press("Enter")
        view.page.click("text=write 1 character")
        assert "100.0 %" in view.page.inner_text("#panel-write .likeliest tr >> nth=0")


def test_the_page_of_the_lab_says_how_it_is_filled(browser):
    with browser.open(explore.PAGE) as view:
        assert "python -m lab3 explore" in view.page.inner_text("#missing")
        assert view.errors == view.requests == view.violations() == []


def test_the_command_trains_and_writes_a_page_that_agrees(browser, tmp_path):
    out = tmp_path / "mine.html"
    explore.explore(pages.options(out=out, text="Lily </script>", steps=12))
    content = pages.read(out)
    assert out.stat().st_size < 600_000 and content["unmasked"] and content["checkpoints"]["steps"][-1] == 12
    with pages.opened(browser, out) as view:
        assert agreement(view).startswith("✓") and view.page.input_value("#text") == "Lily </script>"
        view.page.evaluate("location.hash = 'view=what-if&without=mask&weights=unmasked'")
        view.page.wait_for_function("app.state.weights === 'unmasked'")
        assert "trained without the mask" in view.page.inner_text("#notes")


@pytest.mark.parametrize("has_page", [True, False], ids=["frames run", "the page is elsewhere"])
def test_in_a_notebook_the_page_takes_the_place_of_its_picture(browser, tmp_path, page, has_page):
    if has_page:
        (tmp_path / "explorer.html").write_bytes(page.read_bytes())
    frame = explore.shown_inline(explore.Path("explorer.html"))["text/html"]
    (tmp_path / "notebook.html").write_text(f"<!DOCTYPE html><title>Notebook</title>{frame}")
    with browser.open(tmp_path / "notebook.html") as view:
        if has_page:
            view.page.wait_for_function("document.querySelector('iframe').offsetHeight === 800")
            assert view.page.frame_locator("iframe").locator("#agreement").is_visible()
        assert view.page.locator("img").is_visible() != has_page
        assert view.page.locator("iframe").evaluate("(frame) => frame.offsetHeight") == (800 if has_page else 0)
