"""Compares the points in `lab.toml` with those of the test cases: all cases together give all points, and no more."""

from autograder.grading.cases.case import load_cases
from autograder.lab import Lab, Question
from autograder.lib.errors import LabError
from autograder.lib.tables import count

ROUNDING = 1e-9


def points_problem(lab: Lab, question: Question) -> str:
    """How the points of a question differ from those of its cases; empty where they do not.

    Raises `LabError` where the question's test file cannot be run.
    """
    cases = load_cases(lab.test_file(question.id))
    points = sum(case.points for case in cases)
    if abs(points - question.points) <= ROUNDING:
        return ""
    from autograder.lab.reading import line_of  # it imports pydantic, which no judge needs otherwise

    line = line_of(lab.settings_file, question.id, "points")
    return (
        f"{lab.settings_file}, line {line}: [[questions]] {question.id}: `points` is {question.points:g}, but the "
        f"{count(len(cases), 'case')} in {lab.test_file(question.id).relative_to(lab.root)} have {points:g} points"
    )


def refuse_other_points(lab: Lab) -> None:
    """Raise `LabError`, a line for each question, where points differ, or a test file cannot be run."""
    if problems := [problem for question in lab.settings.questions if (problem := points_problem(lab, question))]:
        raise LabError("\n".join(problems))
