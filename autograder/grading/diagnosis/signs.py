"""Signs: what shows one mistake whatever else is in the code, tried on small inputs that anybody may see.

They say what may have been misunderstood where the values fit no hypothesis. A file `signs/QUESTION.py` of a lab is an
otter test file whose cases give no points and assert what code with the mistake does: a case that passes points to it.
The name of a case is that of a mistake in the catalogue, or a title of its own, whose hint is the `failure_message`.
"""

from dataclasses import replace

from autograder.grading.cases.case import Case, load_cases
from autograder.grading.diagnosis.catalogue import load_catalogue
from autograder.grading.diagnosis.properties import Try
from autograder.grading.grade import Diagnosis, Kind
from autograder.lab import Lab, Question


def visible_sign(lab: Lab, question: Question, attempt: Try) -> tuple[Diagnosis, ...]:
    """The first sign that a submission shows; none where it shows none."""
    for case in signs(lab, question):
        if attempt(case).passed:
            return (diagnosis_of(lab, question, case),)
    return ()


def signs(lab: Lab, question: Question) -> tuple[Case, ...]:
    """The signs of a question."""
    path = lab.signs_file(question.id)
    return load_cases(path) if path.exists() else ()


def diagnosis_of(lab: Lab, question: Question, case: Case) -> Diagnosis:
    """What a sign says."""
    for mistake in load_catalogue(lab):
        if mistake.id == f"{question.id}/{case.name}":
            return replace(mistake.diagnosis, kind=Kind.SIGN)
    return Diagnosis(f"{question.id}/sign:{'-'.join(case.name.split())}", case.name, case.failure_message, Kind.SIGN)
