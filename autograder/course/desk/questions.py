"""What is asked: the written answers of a lab with their questions and model answers, as the release has them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.course.desk.notebooks import Layout, mark_of, source_of
from autograder.lab import Lab
from autograder.lab.rubric import Asked, Rubric, read_rubric
from autograder.lib.errors import LabError

TAG = "manual"
"""The tag of cells that a person reads."""
FOR_INSTRUCTORS = "instructor"


@dataclass(frozen=True)
class Question:
    """One written answer as a reader needs it: the texts of the question and of the model answer are Markdown."""

    asked: Asked
    text: str
    model: str


@dataclass(frozen=True)
class Written:
    """The written part of a lab: its rubric, its questions in order, and where answers stand in a notebook."""

    rubric: Rubric
    questions: tuple[Question, ...]
    layout: Layout


def read_written(lab: Lab) -> Written:
    """The written part of a lab; raises `LabError` where it has none, or rubric and notebook do not fit together."""
    path = lab.rubric
    if lab.settings.written is None or not path.is_file():
        raise LabError(f"this lab has no answers that a person reads: they need [written] in lab.toml, and {path}")
    rubric = read_rubric(path, lab.settings.written)
    lab.check_released()
    if not lab.solution_notebook.is_file():
        raise LabError(f"there is no {lab.solution_notebook}: run `autograder release` first")
    solved, given = _cells(lab.solution_notebook.read_bytes()), _cells(lab.given_notebook.read_bytes())
    names = [mark_of(cell) for cell in solved]
    tagged = [mark_of(cell) for cell in solved if TAG in _tags(cell)]
    asked = [each.cell for each in rubric.answers]
    if set(tagged) != set(asked):
        odd = ", ".join(sorted(set(tagged) ^ set(asked)))
        raise LabError(f"{path} and the cells with the tag `{TAG}` are not the same: {odd}")
    questions = tuple(_question(each, solved, names) for each in rubric.answers)
    return Written(rubric, questions, Layout.of(given, asked))


def _question(asked: Asked, cells: list[Any], names: list[str]) -> Question:
    """The question of an answer is the cell above it, and the model answer the one below it that is for instructors."""
    place = names.index(asked.cell)
    if not place:
        raise LabError(f"the first cell of the notebook is an answer: put the question of {asked.cell} above it")
    below = cells[place + 1 : place + 2]
    model = source_of(below[0]) if below and FOR_INSTRUCTORS in _tags(below[0]) else ""
    return Question(asked, source_of(cells[place - 1]), model)


def _cells(data: bytes) -> list[Any]:
    """The cells of a notebook that the release wrote."""
    return list(json.loads(data)["cells"])


def _tags(cell: Any) -> Iterator[str]:
    yield from cell["metadata"].get("tags", ())
