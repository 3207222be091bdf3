"""The catalogue of mistakes: `mistakes/QUESTION/NAME.py` of a lab, one wrong version of one function each."""

import ast
import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question
from autograder.lib.errors import CatalogueError

FIELDS = ("CAUGHT_BY", "MODULE", "CELL", "REPLAYED", "RANDOM", "CHOICES", "VERDICT", "SOURCE", "DEBATABLE")
"""Constants that say something about a variant, and are no part of its code."""
UNFINISHED = "TODO:"
"""Stands in a title or a hint that a person has to complete."""


@dataclass(frozen=True)
class Variant:
    """Some code written differently, rightly or wrongly: a file of `mistakes/`, `right/` or `hostile/`.

    The docstring of the file is title and hint; `constants` are those of `FIELDS`; `code` is the rest.
    """

    title: str
    hint: str
    code: str
    constants: dict[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        """The cell of the notebook that has this code in its place; "" for a variant of a module."""
        return str(self.constants.get("CELL", ""))


def read_variant(path: Path) -> Variant:
    """Read a file of definitions; raises `CatalogueError` where it is no Python or has no docstring."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        raise CatalogueError(f"{path} is not Python: {error}") from None
    title, _, hint = (ast.get_docstring(tree) or "").partition("\n")
    if not title:
        raise CatalogueError(f"{path}: it needs a docstring that says what is different")
    constants = {
        ast.unparse(node.targets[0]): ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and _is_field(node)
    }
    code = [node for node in tree.body[1:] if not _is_field(node)]
    return Variant(
        title.rstrip("."), " ".join(textwrap.dedent(hint).split()), ast.unparse(ast.Module(code, [])), constants
    )


@dataclass(frozen=True)
class Mistake:
    """One wrong version of one function, or of one cell of the notebook.

    `code` has the definitions that differ from the reference's module `module`, or all code of the notebook's cell
    `cell`. `caught_by` names the test case that is there to catch it. `title` and `hint` are for the student.
    `replayed` is False for code that does not come back, which no judge can run. `random` is True for code that draws
    at random where the tests do not expect it, so that its values are never the same.
    """

    id: str
    question: str
    title: str
    hint: str
    caught_by: str
    code: str
    module: str = ""
    cell: str = ""
    replayed: bool = True
    random: bool = False

    @property
    def diagnosis(self) -> Diagnosis:
        """What a student is told of it."""
        return Diagnosis(self.id, self.title, self.hint)


@cache
def load_catalogue(lab: Lab) -> tuple[Mistake, ...]:
    """All mistakes in the order of the questions, and by name within one; raises `CatalogueError`."""
    return tuple(
        read_mistake(path, question)
        for question in lab.settings.questions
        for path in sorted((lab.mistakes / question.id).glob("*.py"))
    )


def replayed_mistakes(lab: Lab, question_id: str) -> list[Mistake]:
    """The mistakes of a question that may be run, to see how they behave."""
    return [mistake for mistake in load_catalogue(lab) if mistake.question == question_id and mistake.replayed]


def read_mistake(path: Path, question: Question) -> Mistake:
    """The entry at `path`; raises `CatalogueError` where a part is missing."""
    variant = read_variant(path)
    module = variant.constants.get("MODULE", question.modules[0] if question.modules else "")
    if not (variant.cell or module):
        raise CatalogueError(f"{path}: a mistake needs MODULE or CELL")
    if not variant.hint:
        raise CatalogueError(f"{path}: a mistake needs a hint below its title")
    for part, text in (("title", variant.title), ("hint", variant.hint)):
        if UNFINISHED in text:
            raise CatalogueError(f"{path} has an unfinished {part}: do what stands after {UNFINISHED}")
    if not variant.constants.get("CAUGHT_BY"):
        raise CatalogueError(f"{path}: a mistake needs CAUGHT_BY, the name of the test case that is there to catch it")
    return Mistake(
        id=f"{question.id}/{path.stem}",
        question=question.id,
        title=variant.title,
        hint=variant.hint,
        caught_by=variant.constants["CAUGHT_BY"],
        code=variant.code,
        module="" if variant.cell else module,
        cell=variant.cell,
        replayed=variant.constants.get("REPLAYED", True),
        random=variant.constants.get("RANDOM", False),
    )


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in FIELDS
