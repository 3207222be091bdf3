"""Properties: what holds for every right solution, and is tried on small inputs that anybody may see.

They say something where no hypothesis fits. A file `properties/QUESTION.py` of a lab is an otter test file whose cases
give no points, the most basic one first: the name of a case is the property, its failure says on which input it
does not hold, and its `failure_message` is the hint.
"""

from collections.abc import Callable

from autograder.grading.cases.case import Case, load_cases
from autograder.grading.grade import NO_CODE, CaseResult, Diagnosis, Kind
from autograder.lab import Lab, Question

Try = Callable[[Case], CaseResult]
"""Tries a property on a submission."""


def broken_property(lab: Lab, question: Question, attempt: Try, hidden: bool) -> tuple[Diagnosis, ...]:
    """The first property of a question that does not hold; none where all do, or where there is no code yet.

    With `hidden`, hidden cases have run already, so that no value of the submission is shown.
    """
    for case in properties(lab, question):
        result = attempt(case)
        if NO_CODE in result.message:
            return ()
        if not result.passed:
            name = f"{question.id}/property:{'-'.join(case.name.split())}"
            return (Diagnosis(name, case.name, _hint(case, result, hidden), Kind.PROPERTY),)
    return ()


def properties(lab: Lab, question: Question) -> tuple[Case, ...]:
    """The properties of a question."""
    path = lab.properties_file(question.id)
    return load_cases(path) if path.exists() else ()


def _hint(case: Case, result: CaseResult, hidden: bool) -> str:
    if hidden or not result.message:
        return case.failure_message
    lines = "\n    ".join(
        line for line in result.message.replace("`", "'").splitlines() if line.strip()
    )  # no line looks like one of ours, and no part of it like code of ours
    end = "" if lines.endswith((".", "?", "!")) else "."
    return f"For example: {lines}{end} {case.failure_message}"
