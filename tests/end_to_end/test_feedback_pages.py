"""The page of real grades: what it says, what it must not say, what it draws, and that everybody can read it."""

import ast
import io
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from rich.console import Console
from support.lab import IDS, LAB, SETTINGS, mistaken, starter, with_files
from support.lab import reference as right
from support.lazy import lazy
from support.pages import HOSTILE, Elements

from autograder.course.feedback.pictures import grids
from autograder.grading.grade import Matrix
from autograder.grading.results.terminal import print_grade

browsers = lazy("support.browser")
feedback = lazy("autograder.course.feedback.page")
cases = lazy("autograder.grading.cases.case")
pools = lazy("autograder.grading.judge.pool")

WRONG = (
    "tokenization/utf8_bytes", "objective/loss_in_bits", "mlp/gelu", "causal_mask/sees_one_ahead",
    "attention/scaled_by_emb_dim", "transformer/post_norm",
)  # fmt: skip
RAISES = (
    f"def next_token_probabilities(logits, temperature):\n    raise ValueError({HOSTILE!r})\n"
    "def generate(*args, **kwargs):\n    return next_token_probabilities(0, 0)\n"
)


def wrong_everywhere():
    """A submission with a mistake in each module; its last one raises an exception with HTML in its text."""
    files = {f"{name.partition('/')[0]}.py": mistaken(name) for name in WRONG}
    changed = {name: submission.files[PurePosixPath(name)] for name, submission in files.items()}
    return replace(with_files(changed | {"generation.py": RAISES}), notebook=None)


@pytest.fixture(scope="module")
def grades():
    """Real grades by name: everything right, one mistake, mistakes everywhere, nothing written."""
    submissions = {
        "reference": right(), "mistake": mistaken("causal_mask/sees_one_ahead"), "wrong": wrong_everywhere(),
        "skeleton": starter(),
    }  # fmt: skip
    with pools.JudgePool(LAB, jobs=2, memo=True) as pool:
        waiting = {name: pool.submit(submission) for name, submission in submissions.items()}
        return {name: grade.result() for name, grade in waiting.items()}


@pytest.mark.slow
def test_pages_say_what_is_right_what_was_misunderstood_and_what_is_missing(grades):
    pages = {name: Elements(feedback.feedback_page(grade, SETTINGS)).text for name, grade in grades.items()}
    assert "Congratulations" in pages["reference"] and "yours, as expected" in pages["reference"]
    assert "Graded with our make_causal_mask, because yours is not right yet." in pages["mistake"]
    (diagnosis,) = grades["mistake"].question("causal_mask").diagnoses
    assert diagnosis.hint.replace("`", "") in pages["mistake"]
    assert pages["skeleton"].count("no code yet: see its TODO") >= len(IDS)
    assert "<script>alert(1)</script>" in pages["wrong"] and "there is no lab3.ipynb" in pages["wrong"]


@pytest.mark.slow
def test_pages_have_nothing_of_a_hidden_test_but_its_name_and_its_sentence(grades):
    page = Elements(feedback.feedback_page(grades["wrong"], SETTINGS)).text
    assert all(not grades["wrong"].question(name.partition("/")[0]).passed for name in WRONG)
    shown = "".join(case.failure_message or "" for q in IDS for case in cases.load_cases(LAB.test_file(q)))
    for question in IDS:
        functions = [node for node in ast.parse(LAB.test_file(question).read_text()).body
                     if isinstance(node, ast.FunctionDef)]  # fmt: skip
        hidden = [node for node in functions if "hidden=True" in "".join(map(ast.unparse, node.decorator_list))]
        known = shown + "".join(ast.unparse(node) for node in functions if node not in hidden)
        for function in hidden:
            texts = [node.value for statement in function.body for node in ast.walk(statement)
                     if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
            for text in texts:
                if " " in text.strip() and text not in known:
                    assert text not in page, f"{question}: {text}"


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
    path.write_text(
        feedback.feedback_page(grades[name], SETTINGS, "a_rather_long_name_of_a_submission_" * 3), encoding="utf-8"
    )
    for size, dark in ((browsers.DESKTOP, False), (browsers.PHONE, True)):
        with browser.open(path, size, dark) as view:
            assert view.errors == view.requests == view.violations() == [] and view.overflow() == 0


@pytest.mark.slow
def test_the_table_has_one_line_for_what_is_not_written_and_names_what_was_misunderstood(grades):
    tables = {}
    for name in ("skeleton", "mistake"):
        console = Console(width=200, record=True, file=io.StringIO())
        print_grade(grades[name], console)
        tables[name] = console.export_text()
    assert tables["skeleton"].count("\n") == len(IDS) + 6
    assert "→ It looks as if the token sees the next one" in tables["mistake"]
