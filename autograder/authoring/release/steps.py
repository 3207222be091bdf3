"""Steps of the reference: small changes of one statement, with the hint that belongs to this statement.

`steps/QUESTION.toml` of a lab has a table for each function, such as `["module.Class.method"]`, and in it for the first
line of each statement of the solution a title and a hint.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring.verification.mutants import Mutant, mutants
from autograder.grading.grade import Diagnosis, Kind
from autograder.lab import Lab, Question
from autograder.lib.errors import CatalogueError

Steps = dict[tuple[str, str], Diagnosis]
"""By function and first line of a statement, what to say where this statement is wrong."""


def load_steps(lab: Lab, question: Question) -> Steps:
    """The steps of a question; raises `CatalogueError` where one lacks its title or hint."""
    path = lab.steps_file(question.id)
    return read_steps(path, question.id) if path.exists() else {}


def read_steps(path: Path, question: str) -> Steps:
    """The steps in a file."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path} cannot be read: {error}") from None
    steps = {}
    for function, statements in raw.items():
        for number, (statement, said) in enumerate(statements.items(), start=1):
            if not isinstance(said, list) or len(said) != 2:
                raise CatalogueError(f"{path}: the step `{statement}` needs a title and a hint")
            name = f"{question}/step:{function.rpartition('.')[2]}-{number}"
            steps[function, statement] = Diagnosis(name, said[0], " ".join(said[1].split()), Kind.STEP)
    return steps


def hypotheses_of_steps(lab: Lab, question: Question) -> Iterator[tuple[Diagnosis, str, str]]:
    """For each small change of a statement that has a hint: what is said of it, the module, and its source."""
    steps = load_steps(lab, question)
    for mutant in mutants_of(lab, question):
        if said := steps.get((f"{mutant.module}.{mutant.function}", mutant.was)):
            yield said, mutant.module, mutant.source


def mutants_of(lab: Lab, question: Question) -> list[Mutant]:
    """The small changes of the reference's solution of a question."""
    return [
        mutant
        for name in question.modules
        for mutant in mutants(lab.module(name).read_text(encoding="utf-8"), name)
        if mutant.question == question.id
    ]
