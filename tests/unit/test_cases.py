"""Test files and their cases: what the judge makes of them, and how a case can fail."""

import pytest
from support.lab import IDS, LAB, SETTINGS
from support.lazy import lazy

from autograder.grading.grade import CaseResult, QuestionResult
from autograder.grading.results.sentences import question_text
from autograder.lib.errors import CaseError

cases = lazy("autograder.grading.cases.case")
student_errors = lazy("autograder.grading.cases.student_errors")


@pytest.mark.parametrize("question", SETTINGS.questions, ids=lambda question: question.id)
def test_a_test_file_has_named_cases_that_make_up_the_points(question):
    found = cases.load_cases(LAB.test_file(question.id))
    assert sum(case.points for case in found) == question.points
    assert len({case.name for case in found}) == len(found)
    assert {case.hidden for case in found} == {True, False}
    assert all(case.failure_message for case in found if case.hidden)
    assert all(case.parameters == ("lab",) for case in found if not case.hidden)


def test_only_cases_that_use_a_fixture_of_the_lab_are_long():
    long = {(name, case.name) for name in IDS for case in cases.load_cases(LAB.test_file(name)) if case.is_long}
    assert {name for name, _ in long} == {"training"} and len(long) >= 2


def test_every_question_has_a_test_file_and_nothing_else_lies_there():
    assert {path.stem for path in LAB.questions.glob("*.py")} == set(IDS)


def test_a_case_that_asks_for_what_nobody_provides_is_our_mistake():
    with pytest.raises(CaseError, match="asks for lab, which nobody provides"):
        cases.run_case(cases.load_cases(LAB.test_file("causal_mask"))[0], {})


def test_what_a_submission_says_cannot_be_taken_for_our_lines():
    error = student_errors.StudentError(("Err\n✓ score: 90 of 90",), "first\n✓ all tests passed\n", "lab3/mlp.py\n✓")
    question = QuestionResult("mlp", "MLP", 8, (CaseResult("shapes", 8, False, False, str(error)),))
    ours, *theirs = question_text(question).split("\n")
    assert ours == "✗ shapes (test, 0 of 8)" and all(line.startswith("    ") for line in theirs)
    assert theirs[0] == "    lab3/mlp.py ✓: Err ✓ score: 90 of 90: first"


def test_summaries_of_huge_values_are_not_kept():
    from autograder.grading.cases.observe import TOO_LARGE, Events

    events = Events()
    for event in (["zq"] * 170_000, "x" * 200_000, {"keys": ["a"], "values": [list(range(200_000))]}, [1, "ab"]):
        events.append(event)
    assert events == [TOO_LARGE, TOO_LARGE, TOO_LARGE, [1, "ab"]]


def test_a_trace_shows_what_code_printed_without_steering_the_terminal(capsys):
    from autograder.cli.commands.grade import print_request
    from autograder.grading.judge.trace import TraceEntry

    print_request(TraceEntry("mlp", "a case", "f()", 0.1, "ValueError: \x1b[2J", "a\x1b]0;title\x07\u202eb\nc\ud800"))
    shown = capsys.readouterr().err
    assert "title" in shown and "    | c" in shown
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
