"""Which code of a submitted notebook a question needs, and in which order. Reads code, and runs none."""

import ast
import builtins
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from lab3.notebook import plain_python


class NotebookError(Exception):
    """A file is no notebook; the text is one sentence."""


@dataclass(frozen=True)
class Cell:
    """A code cell; `name` is that of its metadata, "" for a cell that a student added."""

    name: str
    source: str
    tags: tuple[str, ...] = ()

    @property
    def is_todo(self) -> bool:
        """Whether this cell, as it was handed out, is for the student to write."""
        return "# TODO(" in self.source


@dataclass(frozen=True)
class Plan:
    """The cells to run for a question; `missing` names those that the submission does not have.

    `homes` maps what was handed out in backticks, `like_this`, to the cell whose TODO speaks of it.
    """

    cells: tuple[Cell, ...]
    missing: tuple[str, ...] = ()
    homes: dict[str, str] = field(default_factory=dict)


def read_cells(data: bytes) -> tuple[Cell, ...]:
    """The code cells of a notebook (nbformat 4, nbformat.readthedocs.io); raises `NotebookError`."""
    try:
        cells = json.loads(data)["cells"]
        return tuple(_read_cell(cell) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotebookError(
            f"the notebook can not be read ({type(error).__name__}): save it again in Jupyter"
        ) from None


def plan(question: str, handed_out: tuple[Cell, ...], submitted: tuple[Cell, ...]) -> Plan:
    """The given cells of a question as they were handed out, and the student's own in between.

    A cell that was split counts with all its parts. What the student's cells use and nobody defines, such
    as an import in an added cell, is looked up in the rest of the notebook, statement by statement.
    """
    wanted = [cell for cell in handed_out if question in cell.tags]
    todo = {cell.name for cell in wanted if cell.is_todo}
    others = [cell for cell in submitted if cell.name not in todo]
    cells: list[Cell] = []
    missing: list[str] = []
    known = set(dir(builtins)) | {"display"}
    for cell in wanted:
        own = [part.source for part in submitted if part.name == cell.name]
        if cell.is_todo and not own:
            missing.append(cell.name)
            continue
        chosen = Cell(cell.name, "\n".join(own)) if cell.is_todo else cell
        extra = list(statements_for(_loaded(chosen.source) - known, others, known)) if cell.is_todo else []
        for part in [*extra, chosen]:
            cells.append(part)
            known |= _bound(part.source)
    homes = {name: cell.name for cell in wanted if cell.is_todo for name in cell.source.split("`")[1::2]}
    return Plan(tuple(cells), tuple(missing), homes)


def statements_for(names: set[str], cells: list[Cell], known: set[str]) -> Iterator[Cell]:
    """The last statement of `cells` that defines each name, after what that one needs in turn."""
    statements = [ast.unparse(node) for cell in cells for node in _parse(cell.source).body]
    sought = set(names)
    chosen: set[int] = set()
    while sought:
        name = sought.pop()
        known = known | {name}
        for number in range(len(statements) - 1, -1, -1):
            if name in _bound(statements[number]):
                chosen.add(number)
                sought |= _loaded(statements[number]) - known
                break
    for number in sorted(chosen):
        yield Cell(f"(statement {number + 1} of other cells)", statements[number])


def _read_cell(cell: dict) -> Cell:
    metadata = cell.get("metadata", {})
    name = metadata.get("name") or cell.get("id") or ""
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return Cell(str(name), plain_python(text), tuple(map(str, metadata.get("tags", []))))


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _loaded(source: str) -> set[str]:
    """Names that code uses."""
    return {
        node.id for node in ast.walk(_parse(source)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _bound(source: str) -> set[str]:
    """Names that code defines."""
    bound: set[str] = set()
    for node in ast.walk(_parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            bound |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
    return bound
