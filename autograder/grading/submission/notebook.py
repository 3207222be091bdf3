"""Which code of a submitted notebook a question needs, and in which order. Reads code, and runs none."""

import ast
import builtins
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from autograder.checks.notebook import plain_python
from autograder.lib.errors import LimitExceeded, NotebookError
from autograder.lib.limited import limited
from autograder.lib.source import defined_names, statement_text, used_names

TODO_MARK = "# TODO("
"""Marks each cell of the starter code that students write."""
MAX_NAME = 200
"""Characters of a cell's name that count."""
MAX_CODE = 500_000
"""Characters of code in one notebook; pictures and other outputs do not count."""


@dataclass(frozen=True)
class Cell:
    """A code cell; `name` is that of its metadata, "" for a cell that a student added."""

    name: str
    source: str
    tags: tuple[str, ...] = ()

    @property
    def is_todo(self) -> bool:
        """Whether this cell of the starter code is for the student to write."""
        return TODO_MARK in self.source


@dataclass(frozen=True)
class Plan:
    """The cells to run for a question; `missing` names those that the submission does not have.

    `homes` maps each name in backticks of the starter code, `like_this`, to the cell whose TODO mentions it.
    """

    cells: tuple[Cell, ...]
    missing: tuple[str, ...] = ()
    homes: dict[str, str] = field(default_factory=dict)


def submitted_cells(data: bytes) -> tuple[Cell, ...]:
    """The code cells of a notebook that somebody handed in, read within limits; raises `NotebookError`."""
    try:
        return limited(read_cells, data)
    except LimitExceeded as error:
        raise NotebookError(f"the notebook cannot be read ({error}): save it again in Jupyter") from None


def plan_all(questions: Sequence[str], given: tuple[Cell, ...], data: bytes) -> dict[str, Plan]:
    """The plan of each of these questions for a notebook that somebody handed in, made within limits.

    Raises `NotebookError`.
    """
    try:
        return limited(_plan_all, tuple(questions), given, data)
    except LimitExceeded as error:
        raise NotebookError(f"the code of the notebook cannot be read ({error}): make it simpler") from None


def read_cells(data: bytes) -> tuple[Cell, ...]:
    """The code cells of a notebook (nbformat 4, nbformat.readthedocs.io); raises `NotebookError`.

    A cell that is damaged is left out, unless all are. It has no limits: see `submitted_cells`.
    """
    try:
        raw = json.loads(data)["cells"]
        cells = tuple(cell for cell in map(_read_cell, raw) if cell)
        if raw and not any(is_cell(cell) for cell in raw):
            raise KeyError("no cell is one")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        raise NotebookError(f"the notebook cannot be read ({_reason(error)}): save it again in Jupyter") from None
    if sum(len(cell.source) for cell in cells) > MAX_CODE:
        raise NotebookError(f"the notebook has more than {MAX_CODE:,} characters of code")
    return cells


def plan(question: str, given: tuple[Cell, ...], submitted: tuple[Cell, ...]) -> Plan:
    """The given cells of a question from the starter code, with the student's own in between.

    All parts of a cell that was split count. A name that the student's cells use and nobody defines, such
    as an import in an added cell, is looked up in the rest of the notebook, statement by statement.
    """
    wanted = [cell for cell in given if question in cell.tags]
    todo = {cell.name for cell in wanted if cell.is_todo}
    others = [part for cell in submitted if cell.name not in todo for part in _statements(cell.source)]
    cells: list[Cell] = []
    missing: list[str] = []
    known = {*dir(builtins), "display"}
    for cell in wanted:
        own = [part.source for part in submitted if part.name == cell.name]
        if cell.is_todo and not own:
            missing.append(cell.name)
            continue
        chosen = Cell(cell.name, "\n".join(own)) if cell.is_todo else cell
        parts = _statements(chosen.source)
        extra = _needed_from(others, parts, known) if cell.is_todo else []
        cells += [*(Cell("with your other code", part.source) for part in extra), chosen]
        known = known.union(*(part.defines for part in [*extra, *parts]))
    homes = {name: cell.name for cell in wanted if cell.is_todo for name in cell.source.split("`")[1::2]}
    return Plan(tuple(cells), tuple(missing), homes)


@dataclass(frozen=True)
class Statement:
    """A top-level statement, with the names that it uses and those that it defines."""

    source: str
    uses: frozenset[str]
    defines: frozenset[str]


def _needed_from(others: list[Statement], parts: Sequence[Statement], known: set[str]) -> list[Statement]:
    """The last one of `others` that defines each name that `parts` use, and what these need in turn."""
    definitions = {name: number for number, part in enumerate(others) for name in part.defines}
    sought = {name for part in parts for name in part.uses} - known
    done: set[str] = set()
    chosen: set[int] = set()
    while sought:
        name = sought.pop()
        done.add(name)
        if name in definitions:
            chosen.add(definitions[name])
            sought |= others[definitions[name]].uses - known - done
    return [others[number] for number in sorted(chosen)]


@lru_cache(1000)
def _statements(source: str) -> tuple[Statement, ...]:
    """The statements of a cell, which is the same in most submissions; none where it is no Python."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    lines = source.split("\n")
    return tuple(
        Statement(statement_text(node, lines), frozenset(used_names(node)), frozenset(defined_names(node)))
        for node in body
    )


def _plan_all(questions: tuple[str, ...], given: tuple[Cell, ...], data: bytes) -> dict[str, Plan]:
    submitted = read_cells(data)
    return {question: plan(question, given, submitted) for question in questions}


def _reason(error: Exception) -> str:
    match error:
        case ValueError():
            return "it is no JSON"
        case RecursionError() | MemoryError():
            return "it is nested too deeply"
    return "it has no list of cells, as notebooks of format 4 have"


def is_cell(cell: Any) -> bool:
    """Whether this, out of a notebook's list of cells, is one."""
    return isinstance(cell, dict) and isinstance(cell.get("cell_type"), str)


def _read_cell(cell: Any) -> Cell | None:
    """A code cell; None for other cells, and for what is no cell."""
    if not is_cell(cell) or cell["cell_type"] != "code":
        return None
    source = cell.get("source")
    lines = [source] if isinstance(source, str) else source
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return None
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    name, tags = metadata.get("name") or cell.get("id"), metadata.get("tags")
    return Cell(
        name[:MAX_NAME] if isinstance(name, str) else "",
        plain_python("".join(lines)),
        tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )
