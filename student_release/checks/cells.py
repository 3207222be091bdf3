"""Reads the cells of a notebook file. Imports no torch, and runs nothing."""

import ast
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .magics import plain_python

TODO_MARK = "# TODO("
"""Marks each cell of the starter code that students write."""
MAX_NAME = 200
"""Characters of a cell's name that count."""
MAX_TITLE = 48
"""Characters of a cell that a message shows."""
MOST_STATEMENTS = 1000
"""A cell with more of them is run as a whole."""
CODE = "code"
CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)
"""The first line that Git writes where it could not merge."""
NEW_LINE = b"\n"


CANNOT_BE_READ = "the notebook cannot be read"
"""How the text of an `UnreadableNotebook` begins."""


class UnreadableNotebook(ValueError):
    """A file is no notebook; the text says why."""


@dataclass(frozen=True)
class Cell:
    """A cell; its `source` is plain Python where its `kind` is "code".

    `name` is that of its metadata or its id, which may say nothing. `heading` is the text right above it.
    """

    name: str
    source: str
    tags: tuple[str, ...] = ()
    kind: str = CODE
    heading: str = field(default="", compare=False)

    @property
    def is_todo(self) -> bool:
        """Whether this cell of the starter code is for the student to write."""
        return TODO_MARK in self.source

    @property
    def todo(self) -> str:
        """The first line of its TODO, "" where it has none."""
        return next((line.strip() for line in self.source.split("\n") if line.strip().startswith(TODO_MARK)), "")

    @property
    def title(self) -> str:
        """What a message calls it: its first comment, else the heading above it, else its first line.

        All in one line, without what could be taken for a path.
        """
        lines = [line.strip() for line in self.source.split("\n")]
        comments = (line.strip("#% ") for line in lines if line.startswith("#"))
        first = (line for line in lines if line not in ("", "pass"))
        text = next((text for text in [*comments, self.heading, *first] if text), "an empty cell")
        text = " ".join(text.split()).replace("/", "\N{FRACTION SLASH}").replace("\\", " ")
        return text if len(text) <= MAX_TITLE else f"{text[: MAX_TITLE - 1].rstrip()}…"

    @property
    def label(self) -> str:
        """The cell in a message."""
        return f"cell “{self.title}”"


@dataclass(frozen=True)
class Statement:
    """A statement of a cell, on the line that it has there; the names that it reads and those that it binds.

    `later` are the names that functions in it read when they are called.
    """

    source: str
    uses: frozenset[str]
    later: frozenset[str]
    binds: frozenset[str]


def read_cells(data: bytes) -> tuple[Cell, ...]:
    """All cells of a notebook; one that is damaged is left out. Raises `UnreadableNotebook`."""
    cells = [cell for cell in map(_read_cell, raw_cells(data)) if cell]
    headings = ["", *(_heading(cell) for cell in cells)]
    return tuple(
        Cell(cell.name, cell.source, cell.tags, cell.kind, heading)
        for cell, heading in zip(cells, headings, strict=False)
    )


def raw_cells(data: bytes) -> list[Any]:
    """The list of cells of a notebook of format 4, or 3 (nbformat.readthedocs.io), in UTF-8 or UTF-16.

    There may be a byte order mark. Raises `UnreadableNotebook` where there is no such list, or nothing in it is a cell.
    """
    try:
        notebook = json.loads(data)
        sheets = [notebook] if "cells" in notebook else notebook["worksheets"]
        cells = [cell for sheet in sheets for cell in sheet["cells"]]
        if cells and not any(is_cell(cell) for cell in cells):
            raise KeyError("no cell is one")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        raise UnreadableNotebook(f"{CANNOT_BE_READ} ({_reason(error, data)}): save it again in Jupyter") from None
    return cells


def is_cell(cell: Any) -> bool:
    """Whether this, out of a notebook's list of cells, is one."""
    return isinstance(cell, dict) and isinstance(cell.get("cell_type"), str)


def _read_cell(cell: Any) -> Cell | None:
    """A cell; None for what is none, or is damaged."""
    if not is_cell(cell):
        return None
    source = cell.get("source", cell.get("input"))  # "input" is that of format 3
    lines = [source] if isinstance(source, str) else source
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return None
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    name, tags = metadata.get("name") or cell.get("id"), metadata.get("tags")
    text = "".join(lines)
    return Cell(
        name[:MAX_NAME] if isinstance(name, str) else "",
        plain_python(text) if cell["cell_type"] == CODE else text,
        tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        cell["cell_type"],
    )


def _heading(cell: Cell) -> str:
    """What a text says first: its heading, or what it has in bold type."""
    if cell.kind != "markdown":
        return ""
    found = re.search(r"^#+ +(.+)$|\*\*(.+?)\*\*", cell.source, re.MULTILINE)
    return str(found[1] or found[2]).strip(" .:") if found else ""


def _reason(error: Exception, data: bytes) -> str:
    match error:
        case UnicodeDecodeError():
            return "its text is neither UTF-8 nor UTF-16"
        case json.JSONDecodeError():
            return _what_is_no_json(data, error.lineno)
        case RecursionError() | MemoryError():
            return "it is nested too deeply"
    return "it has no list of cells, as notebooks have"


def _what_is_no_json(data: bytes, line: int) -> str:
    """What a file is that was to be JSON, and is none from this line on."""
    if not data.strip():
        return "the file is empty"
    if data.lstrip().startswith(b"<") and not CONFLICT.match(data):
        return "it is a web page"
    if conflict := CONFLICT.search(data):
        return f"a merge conflict begins in line {data.count(NEW_LINE, 0, conflict.start()) + 1}"
    return f"it is no JSON from line {line} on"


@lru_cache(1000)
def statements(source: str) -> tuple[Statement, ...]:
    """The statements of a cell, which is the same in most submissions; the whole cell where it is no Python."""
    try:
        body = ast.parse(source).body
        if len(body) > MOST_STATEMENTS:
            return (_statement(source, body),)
        lines = [f"{line}\n" for line in source.split("\n")]
        return tuple(_statement(_text(node, lines), [node]) for node in body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return (Statement(source, frozenset(), frozenset(), frozenset()),)


def _statement(text: str, nodes: list[ast.stmt]) -> Statement:
    uses: set[str] = set()
    later: set[str] = set()
    binds: set[str] = set()
    for node in nodes:
        uses |= _names(node, ast.Load)
        binds |= set(bound_names(node))
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        for inner in ast.walk(node):
            if isinstance(inner, functions):
                later |= _names(inner, ast.Load)
    return Statement(text, frozenset(uses), frozenset(later), frozenset(binds))


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, context)}


def _text(node: ast.stmt, lines: list[str]) -> str:
    """The source of a statement with its decorators, behind as many empty lines as there are before it."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    if first < node.lineno:  # a decorator: it begins its line
        before, start = first - 1, 0
    else:
        before, start = node.lineno - 1, node.col_offset
    last = node.end_lineno or node.lineno
    chosen = lines[before:last]
    chosen[-1] = _cut(chosen[-1], None, node.end_col_offset)
    chosen[0] = _cut(chosen[0], start, None)
    return "\n" * before + "".join(chosen)


def _cut(line: str, start: int | None, end: int | None) -> str:
    """A part of a line between two places, which are counted in bytes of UTF-8."""
    return line[start:end] if line.isascii() else line.encode()[start:end].decode()


def bound_names(statement: ast.AST) -> list[str]:
    """The names that a statement binds where it stands, each once; not those local to a function or a comprehension.

    "*" stands for what an import of everything binds.
    """
    names: dict[str, None] = {}
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names[node.name] = None
            case ast.Import() | ast.ImportFrom():
                names |= dict.fromkeys((alias.asname or alias.name).split(".")[0] for alias in node.names)
            case ast.Lambda() | ast.comprehension():
                pass
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                names[name] = None
                waiting += ast.iter_child_nodes(node)
            case ast.Name(ctx=ast.Store()):
                names[node.id] = None
            case _:
                waiting += ast.iter_child_nodes(node)
    return list(names)


def asks_for_check(cell: Cell, question: str) -> bool:
    """Whether a cell runs the tests of a question, as `grader.check("question")` does."""
    if cell.kind != CODE or ".check(" not in cell.source or question not in cell.source:
        return False
    try:
        calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "check"
        and any(isinstance(value, ast.Constant) and value.value == question for value in call.args)
        for call in calls
    )
