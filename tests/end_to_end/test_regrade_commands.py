"""`override`, `compare` and `explain` on submissions that the judge grades."""

import json

import pytest
from support.lab import LAB, SETTINGS, mistaken, reference

from autograder.cli.main import main
from autograder.grading.results.schema import read_results

pytestmark = pytest.mark.slow

LAB_OPTION = ["--lab", str(LAB.root)]
WRONG = "causal_mask/diagonal_masked"


def write(folder, name, submission):
    submission.write_to(folder / name, SETTINGS.package, SETTINGS.notebook)
    return folder / name


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    write(folder, "ada", reference())
    write(folder, "ben", mistaken(WRONG))
    return folder


def grade(submission, out):
    (out / "results").mkdir(parents=True, exist_ok=True)
    file = out / "results" / f"{submission.name}.json"
    assert main([*LAB_OPTION, "grade", str(submission), "--results", str(file), "--allow-less-isolation"]) == 0
    return read_results(file)


def test_explain_shows_what_came_and_what_was_expected(handed_in, tmp_path, capsys):
    page = tmp_path / "page.html"
    command = ["explain", str(handed_in / "ben"), "causal_mask", "--html", str(page), "--allow-less-isolation"]
    assert main([*LAB_OPTION, *command]) == 0
    said = capsys.readouterr().out
    assert "✗ the last token sees everything" in said and "≠ causal_mask.make_causal_mask(3)" in said
    came, expected = said.split("came: float32 (3, 3)")[1].split("expected: float32 (3, 3)")[:2]
    assert came.split()[2:3] == ["-1e+09"] and expected.split()[:3] == ["0", "-1e+09", "-1e+09"]
    assert f"{WRONG}: the token cannot see itself (the same values everywhere)" in said
    assert "def make_causal_mask" in said and "<script" not in page.read_text() and "expected" in page.read_text()


def test_explain_says_which_cases_there_are(handed_in, capsys):
    command = ["explain", str(handed_in / "ada"), "causal_mask", "no such case", "--allow-less-isolation"]
    assert main([*LAB_OPTION, *command]) == 2
    assert "no case is called 'no such case'" in capsys.readouterr().err
    assert main([*LAB_OPTION, "explain", str(handed_in / "ada"), "none"]) == 2


def test_a_word_and_who_moved(handed_in, tmp_path, capsys):
    before, after = tmp_path / "monday", tmp_path / "friday"
    grade(handed_in / "ada", before)
    worse = grade(write(tmp_path, "ada", mistaken(WRONG)), after)
    capsys.readouterr()
    assert main([*LAB_OPTION, "compare", str(before), str(after), "--out", str(tmp_path / "moved.csv")]) == 0
    said = capsys.readouterr().out
    lost = worse.questions["causal_mask"].score
    assert f"ada: 10 -> {lost:g} (the submission or the grader changed)" in said and "1 of 1 students moved" in said
    assert "the last token sees everything" in (tmp_path / "moved.csv").read_text()
    word = ["override", str(after), "ada", "causal_mask", "9", "--reason", "said otherwise", "--by", "Tom"]
    assert main([*LAB_OPTION, *word]) == 0
    assert json.loads((after / "people" / "overrides.json").read_text())["overrides"][0]["tests_gave"] == lost
    assert main([*LAB_OPTION, "compare", str(before), str(after), "--only-raise"]) == 0
    assert "counts for 0 questions" in capsys.readouterr().out
    assert main([*LAB_OPTION, "override", str(after)]) == 0
    assert "9 points, by Tom" in capsys.readouterr().out
    for bad in (["zoe", "causal_mask", "3", "--reason", "x"], ["ada", "causal_mask", "3"], ["ada"]):
        assert main([*LAB_OPTION, "override", str(after), *bad]) == 2
