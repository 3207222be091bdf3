"""Finds what does not fit in the parts of a lab that say what was misunderstood: families, steps, properties, signs."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from autograder.authoring.release.leaks import secrets_of
from autograder.authoring.release.parts import Parts
from autograder.authoring.release.steps import mutants_of, read_steps
from autograder.grading.cases.case import Case
from autograder.grading.diagnosis.catalogue import Mistake, load_catalogue
from autograder.grading.diagnosis.families import load_families
from autograder.grading.diagnosis.properties import properties
from autograder.grading.diagnosis.signs import diagnosis_of, signs
from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question
from autograder.lib.errors import LabError

CODE = re.compile(r"`([^`\n]+)`")


def problems_of_hints(parts: Parts) -> Iterator[str]:
    """What does not fit, a sentence each."""
    yield from _strays(parts)
    for question in parts.settings.questions:
        try:
            yield from _of_families(parts, question)
            yield from _of_steps(parts, question)
            yield from _of_properties(parts, question)
            yield from _of_signs(parts, question)
        except LabError as error:
            yield str(error)


def _strays(parts: Parts) -> Iterator[str]:
    """Files and folders for questions that there are not."""
    lab = parts.lab
    found = [*_inside(lab.families), *_inside(lab.steps), *_inside(lab.properties), *_inside(lab.signs)]
    for path in found:
        if path.stem not in parts.ids and path.name != "__pycache__":
            yield f"{parts.about(path)} belongs to no question of lab.toml"


def _of_families(parts: Parts, question: Question) -> Iterator[str]:
    """Families belong to modules or cells that there are."""
    for family in load_families(parts.lab, question):
        what = f"the family {question.id}/{family.name}"
        if family.cell and family.cell not in {cell.id for cell in parts.cells}:
            yield f"{what} replaces the cell {family.cell!r}, which the notebook does not have"
        if not family.cell and family.module not in parts.settings.student_modules:
            yield f"{what} changes the module {family.module!r}, which students do not write"
        yield from _given_away(parts.lab, (option.diagnosis for option in family.options))
    yield from _given_away(parts.lab, _of_catalogue(parts.lab, question))


def _of_steps(parts: Parts, question: Question) -> Iterator[str]:
    """Steps are statements of the solution."""
    path = parts.lab.steps_file(question.id)
    if not path.exists():
        return
    steps = read_steps(path, question.id)
    known = {(f"{mutant.module}.{mutant.function}", mutant.was) for mutant in mutants_of(parts.lab, question)}
    for function, statement in steps:
        if (function, statement) not in known:
            yield f"{parts.about(path)}: {function} has no statement `{statement}`"
    yield from _given_away(parts.lab, steps.values())


def _of_properties(parts: Parts, question: Question) -> Iterator[str]:
    """Properties have a hint, and are cases that try a submission."""
    path = parts.lab.properties_file(question.id)
    for case in properties(parts.lab, question):
        what = f"{parts.about(path)}: the property {case.name!r}"
        yield from _of_trial(what, case)
        if not case.failure_message:
            yield f"{what} needs a failure_message, which is its hint"


def _of_signs(parts: Parts, question: Question) -> Iterator[str]:
    """Signs name a mistake or have a hint, give nothing away, and are cases that try a submission."""
    path = parts.lab.signs_file(question.id)
    found = []
    for case in signs(parts.lab, question):
        what = f"{parts.about(path)}: the sign {case.name!r}"
        yield from _of_trial(what, case)
        diagnosis = diagnosis_of(parts.lab, question, case)
        found.append(diagnosis)
        if not diagnosis.hint:
            yield f"{what} names no mistake of the catalogue, and has no failure_message, which would be its hint"
    yield from _given_away(parts.lab, found)


def _of_trial(what: str, case: Case) -> Iterator[str]:
    """A property or a sign gives no points, and asks for the submission and the reference alone."""
    if case.points:
        yield f"{what} should give 0 points, but gives {case.points:g}"
    if not set(case.parameters) <= {"lab", "reference"}:
        yield f"{what} should ask for `lab` and `reference` alone"


def _of_catalogue(lab: Lab, question: Question) -> Iterator[Diagnosis]:
    mistakes: Iterable[Mistake] = load_catalogue(lab)
    return (mistake.diagnosis for mistake in mistakes if mistake.question == question.id)


def _given_away(lab: Lab, diagnoses: Iterable[Diagnosis]) -> Iterator[str]:
    """Hints that quote a statement of a solution."""
    statements = _solution(lab)
    for diagnosis in dict.fromkeys(diagnoses):
        for code in CODE.findall(f"{diagnosis.title} {diagnosis.hint}"):
            if statements.intersection(_statements(code)):
                yield f"the hint of {diagnosis.id} shows the solution `{code}`"


@cache
def _solution(lab: Lab) -> frozenset[str]:
    return secrets_of(lab).statements


def _statements(code: str) -> set[str]:
    """A piece of code as syntax: as it stands, and as something that is returned."""
    found = set()
    for text in (code, f"return {code}"):
        try:
            found |= {ast.dump(node) for node in ast.parse(text).body}
        except SyntaxError:
            continue
    return found


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
