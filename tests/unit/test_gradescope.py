"""What Gradescope shows: results before, while and after a submission is graded, and who sees them when."""

from dataclasses import replace

import pytest
from support.lab import IDS, LAB, SETTINGS
from support.lazy import lazy

from autograder.cli.main import main
from autograder.grading.grade import CaseResult, Diagnosis, Grade, QuestionResult
from autograder.grading.results.schema import SubmissionNote
from autograder.lab.hooks import Leaderboard
from autograder.lab.reading import read_settings
from autograder.lib.errors import LabError

gradescope = lazy("autograder.platforms.gradescope.run")


def container_results(grade, lab=LAB, output=""):
    """The results file of a grade, as plain data."""
    return gradescope.container_results(lab, grade, SubmissionNote(), output).to_json()


def test_what_is_not_graded_yet_says_so():
    results = container_results(Grade(()), output="begun")
    assert [test["number"] for test in results["tests"]] == IDS
    assert all(test["output"] == "not graded yet" and test["score"] == 0 for test in results["tests"])
    assert results["extra_data"]["max_score"] == 90 and "leaderboard" not in results


def trained(passed, replaced=()):
    case = CaseResult("a loss", 3, True, passed, figures={"transformer_loss": 1.5})
    return Grade((QuestionResult("training", "Training", 8, (case,), replaced),))


def test_a_leaderboard_has_what_is_a_students_own_and_right():
    shown = replace(SETTINGS.gradescope, leaderboard=True)
    lab = replace(LAB, settings=replace(SETTINGS, gradescope=shown))
    vars(lab)["hooks"] = replace(LAB.hooks, leaderboard=Leaderboard("transformer_loss", "loss"))
    assert container_results(trained(True), lab)["leaderboard"][0]["value"] == 1.5
    for grade in (trained(False), trained(True, replaced=("causal_mask",))):
        assert "leaderboard" not in container_results(grade, lab)
    assert "leaderboard" not in container_results(trained(True))


@pytest.mark.parametrize(("public", "hidden", "explained"), [(0, 0, [0]), (0, 1, [0]), (1, 0, [1])])
def test_what_was_misunderstood_stands_once_with_the_first_tests_that_failed(public, hidden, explained):
    cases = (CaseResult("seen", 1, False, bool(public)), CaseResult("unseen", 7, True, bool(hidden)))
    diagnosis = Diagnosis("training/slow", "nothing learns", "Look at the loss.")
    question = QuestionResult("training", "Training", 8, cases, diagnoses=(diagnosis,))
    entries = container_results(Grade((question,)))["tests"][:2]
    assert [i for i, entry in enumerate(entries) if "It looks as if nothing learns." in entry["output"]] == explained


def test_a_question_can_have_a_visibility_of_its_own():
    shown = replace(SETTINGS.gradescope, questions={"training": "hidden"})
    tests = container_results(trained(True), replace(LAB, settings=replace(SETTINGS, gradescope=shown)))["tests"]
    assert {test["number"]: test["visibility"] for test in tests} == {
        question.id: "hidden" if question.id == "training" else "visible" for question in SETTINGS.questions
    }


@pytest.mark.parametrize("setting", ['public_cases = "everybody"', 'questions = { essay = "hidden" }'])
def test_a_configuration_with_a_strange_visibility_is_refused(tmp_path, setting):
    text = (LAB.root / "lab.toml").read_text(encoding="utf-8")
    key = setting.partition(" ")[0]
    lines = [line for line in text.split("\n") if not line.startswith(f"{key} =")]
    lines.insert(lines.index(next(line for line in lines if line.startswith("[gradescope]"))) + 1, setting)
    (tmp_path / "lab.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LabError, match=r"everybody|essay"):
        read_settings(tmp_path / "lab.toml")


@pytest.mark.parametrize("text", ["", "[]", '{"users": 3}', "\x00"])
def test_strange_metadata_is_none(tmp_path, text):
    (tmp_path / "m.json").write_text(text)
    assert gradescope.read_metadata(tmp_path / "m.json") == SubmissionNote()


def test_without_its_folders_the_command_says_so(tmp_path, capsys):
    assert main(["gradescope", "run", "--root", str(tmp_path / "none")]) == 2
    assert "Gradescope's container" in capsys.readouterr().err
