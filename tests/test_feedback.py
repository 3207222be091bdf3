"""What students read and see: the page, the same as text, and what both must not have."""

import ast
import io
import math
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest
from browser import DESKTOP, PHONE
from rich.console import Console

from autograder.config import QUESTIONS, load_config
from autograder.feedback.page import feedback_page
from autograder.feedback.pictures import chart, grids, number
from autograder.grade import CaseResult, Diagnosis, Grade, Losses, Matrix, QuestionResult
from autograder.judge.casefile import load_cases
from autograder.judge.corpus import load_corpus
from autograder.release.samples import Sample, reference, skeleton, wrong_samples
from autograder.release.verify import grade_samples
from autograder.results import print_grade, question_text

CONFIG = load_config()
HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)> `</code><b>`"
WRONG = (
    "tokenization/utf8_bytes", "objective/loss_in_bits", "mlp/gelu", "causal_mask/sees_one_ahead",
    "attention/scaled_by_emb_dim", "transformer/post_norm",
)  # fmt: skip


class Elements(HTMLParser):
    """The names of a page's elements, and all of its text and attributes."""

    def __init__(self, page):
        super().__init__()
        self.names, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.text += "".join(f" {value} " for _, value in attrs)

    def handle_data(self, data):
        self.text += data


def wrong_everywhere():
    """A submission with a mistake in each module; its last one raises an exception with HTML in its text."""
    files = dict(reference(CONFIG).submission.files)
    for sample in wrong_samples(CONFIG):
        if sample.name in WRONG:
            path = PurePosixPath(f"{sample.question}.py")
            files[path] = sample.submission.files[path]
    files[PurePosixPath("generation.py")] = (
        f"def next_token_probabilities(logits, temperature):\n    raise ValueError({HOSTILE!r})\n"
        "def generate(*args, **kwargs):\n    return next_token_probabilities(0, 0)\n"
    ).encode()
    return Sample("wrong", "", replace(reference(CONFIG).submission, files=files, notebook=None), "all")


@pytest.fixture(scope="module")
def grades():
    """Real grades by name: everything right, one mistake, mistakes everywhere, nothing written."""
    (mistake,) = (sample for sample in wrong_samples(CONFIG) if sample.name == "causal_mask/sees_one_ahead")
    samples = [reference(CONFIG), replace(mistake, name="mistake"), wrong_everywhere(), skeleton(CONFIG)]
    return {sample.name: grade for sample, grade in grade_samples(samples, CONFIG, "embedded")}


def test_all_that_comes_from_outside_is_text():
    case = CaseResult("a case", 1, False, False, HOSTILE)
    diagnosis = Diagnosis("mlp/odd", HOSTILE, HOSTILE)
    question = QuestionResult("mlp", "The MLP", 1, (case,), (HOSTILE,), (diagnosis,))
    elements = Elements(feedback_page(Grade((question,), notes=(HOSTILE,)), CONFIG, HOSTILE))
    assert not {"script", "img", "b"} & set(elements.names)
    assert elements.text.count("<script>alert(1)</script>") >= 6


def test_backticks_become_code():
    question = QuestionResult("mlp", "The MLP", 1, (CaseResult("a case", 1, False, False, "see `x<y`"),))
    assert "see <code>x&lt;y</code>" in feedback_page(Grade((question,)), CONFIG)


@pytest.mark.slow
def test_pages_say_what_is_right_what_was_misunderstood_and_what_is_missing(grades):
    pages = {name: Elements(feedback_page(grade, CONFIG)).text for name, grade in grades.items()}
    assert "Congratulations" in pages["reference"] and "yours, as promised" in pages["reference"]
    assert "Graded with our make_causal_mask, because yours is not right yet." in pages["mistake"]
    (diagnosis,) = grades["mistake"].question("causal_mask").diagnoses
    assert diagnosis.hint.replace("`", "") in pages["mistake"]
    assert pages["skeleton"].count("no code yet: see its TODO") >= len(CONFIG.questions)
    assert "<script>alert(1)</script>" in pages["wrong"] and "there is no lab3.ipynb" in pages["wrong"]


@pytest.mark.slow
def test_pages_have_nothing_of_a_hidden_test_but_its_name_and_its_sentence(grades):
    page = Elements(feedback_page(grades["wrong"], CONFIG)).text
    assert all(not grades["wrong"].question(name.partition("/")[0]).passed for name in WRONG)
    shown = "".join(case.failure_message or "" for q in CONFIG.questions for case in load_cases(q.id))
    for question in CONFIG.questions:
        functions = [node for node in ast.parse((QUESTIONS / f"{question.id}.py").read_text()).body
                     if isinstance(node, ast.FunctionDef)]  # fmt: skip
        hidden = [node for node in functions if "hidden=True" in "".join(map(ast.unparse, node.decorator_list))]
        known = shown + "".join(ast.unparse(node) for node in functions if node not in hidden)
        for function in hidden:
            texts = [node.value for statement in function.body for node in ast.walk(statement)
                     if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
            for text in texts:
                if " " in text.strip() and text not in known:
                    assert text not in page, f"{question.id}: {text}"


@pytest.mark.slow
def test_what_is_drawn_comes_from_the_submissions_own_code(grades):
    right = [exhibit for exhibit in grades["reference"].exhibits if isinstance(exhibit, Matrix)]
    assert [exhibit.question for exhibit in right] == ["causal_mask", "attention", "generation"]
    assert all(len(grids(exhibit)) == 1 for exhibit in right)
    mask, weights, guesses, losses = grades["mistake"].exhibits
    assert len(grids(mask)) == len(grids(weights)) == 2 and len(grids(guesses)) == 1
    assert grades["mistake"].question("training").replaced and losses.curves["transformer"][-1][1] < 0.5
    assert "generation" not in [exhibit.question for exhibit in grades["wrong"].exhibits]
    assert grades["skeleton"].exhibits == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["reference", "mistake", "wrong"])
def test_everybody_can_read_the_page_in_a_browser(browser, grades, tmp_path, name):
    path = tmp_path / "feedback.html"
    path.write_text(feedback_page(grades[name], CONFIG, "a_rather_long_name_of_a_submission_" * 3), encoding="utf-8")
    for size, dark in ((DESKTOP, False), (PHONE, True)):
        with browser.open(path, size, dark) as view:
            assert view.errors == view.requests == view.violations() == [] and view.overflow() == 0


@pytest.mark.parametrize("losses", [
    None, [], [3.0], [(1, 2)], [(True, 2.0)], [(1, math.nan)], [(1, math.inf)], [(0, 2.0)], [(10**9, 2.0)],
    [[1, 2.0]], [(1, 2.0, 3.0)], [("1", 2.0)], [(1, 2.0)] * 101, {1: 2.0},
])  # fmt: skip
def test_a_curve_that_is_none_is_not_kept(losses):
    corpus = replace(load_corpus(CONFIG.training), curves={})
    corpus.keep_curve("mlp", losses)
    assert corpus.curves == {}
    corpus.keep_curve("mlp", [(10, 2.5), (20, 2.25)])
    assert corpus.curves == {"mlp": ((10, 2.5), (20, 2.25))}


def matrix(yours, promised, scale=(0.0, 1.0)):
    labels = tuple(map(str, range(len(yours))))
    return Matrix("attention", "`weights`", "", ("0",), labels, scale, (tuple(yours),), (tuple(promised),))


def test_numbers_that_are_not_as_promised_are_marked():
    yours, promised = grids(matrix([0.25, 0.5, math.nan, -math.inf], [0.25, 0.75, 0.0, -1e9]))
    assert [(cell.text, cell.differs) for cell in yours.rows[0][1]] == [
        ("0.25", False), ("0.50", True), ("nan", True), ("−∞", True)
    ]  # fmt: skip
    assert not any(cell.differs for cell in promised.rows[0][1])
    assert [number(value) for value in (0, 1.0, -1e9, 1e300)] == ["0", "1", "−1e9", "1e300"]


def test_numbers_have_contrast_with_their_ground():
    values = [i / 100 for i in range(101)]
    for cell in grids(matrix(values, values))[0].rows[0][1]:
        ground, ink = (luminance(colour) for colour in (cell.ground, cell.ink))
        assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_losses_stay_in_their_picture():
    drawn = chart(Losses("training", {"MLP": ((10, 1e30), (20, -5.0))}, 2.2))
    points = [tuple(map(float, point.split(","))) for point in drawn.lines[0].points.split()]
    assert points[0][1] == drawn.nats[-1].place and points[1][1] == drawn.nats[0].place
    assert drawn.nats[-1].place < drawn.floor < drawn.nats[0].place
    assert drawn.lines[0].said == "1e30 nats after 10 steps, −5 after 20"


def test_a_message_is_said_once_and_the_code_of_ours_is_named():
    cases = tuple(CaseResult(name, 1, False, False, "broken") for name in "abc")
    text = question_text(
        QuestionResult("attention", "One head", 3, cases, ("MLP", "FeedForwardLM", "make_causal_mask"))
    )
    assert text.count("broken") == 1 and text.count("✗") == 3
    assert text.endswith("our `MLP`, `FeedForwardLM` and `make_causal_mask`, because yours are not right yet.")


@pytest.mark.slow
def test_the_table_has_one_line_for_what_is_not_written_and_names_what_was_misunderstood(grades):
    tables = {}
    for name in ("skeleton", "mistake"):
        console = Console(width=200, record=True, file=io.StringIO())
        print_grade(grades[name], console)
        tables[name] = console.export_text()
    assert tables["skeleton"].count("\n") == len(CONFIG.questions) + 6
    assert "→ It looks as if the token sees the next one" in tables["mistake"]
