"""Plans what is run of a notebook for a question: what a person gets who runs it from the top to the question's check.

The notebook's own order counts, and all code of the student's. Cells that are as in the starter code are left out where
nothing needs them; those that train are never run. Nothing is run here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .cells import CODE, Cell, Statement, asks_for_check, statements

SLOW = "slow"
"""Tags a given cell that trains or loads much: it is never run."""
TEST_RUNNER = "otter"
"""The package whose `Notebook` runs tests in the notebook; what needs it is left out."""
NOTEBOOK_ONLY = ("get_ipython", "input", TEST_RUNNER)
"""Names that mean something only where a person sits at the notebook."""


@dataclass(frozen=True)
class Step:
    """Statements of one cell to run, in order, and the names that each of them binds.

    `name` is that of the cell of the starter code that this cell is or was, "" for one that a student added. `label` is
    the cell in a message.
    """

    name: str
    label: str
    statements: tuple[str, ...]
    bound: tuple[frozenset[str], ...] = field(repr=False)

    @property
    def binds(self) -> frozenset[str]:
        """All names that it binds."""
        return frozenset().union(*self.bound)

    @property
    def source(self) -> str:
        """All statements, each on the line that it has in the cell."""
        lines: list[str] = []
        for statement in self.statements:
            first = len(statement) - len(statement.lstrip("\n"))
            if first < len(lines):  # two statements in one line
                lines[-1] += f"; {statement.lstrip(chr(10))}"
            else:
                lines += [""] * (first - len(lines)) + statement[first:].split("\n")
        return "\n".join(lines)


@dataclass(frozen=True)
class Plan:
    """The cells to run for a question.

    `restored` has in addition the cells of the question that the starter code gives, as they are there, where a student
    changed or deleted them: hidden cases compare values with those of the reference, which needs them. `missing` are
    the names of cells with a TODO of the question that are not in the notebook. `homes` maps each name in backticks of
    a TODO, `like_this`, to that cell of the starter code. `absent` says of names why they have no value here, and
    `unassigned` of names that no step binds why they are not there. With `is_mixed`, code of the student's runs that is
    in no cell with a TODO.
    """

    cells: tuple[Step, ...]
    restored: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()
    homes: Mapping[str, Cell] = field(default_factory=dict, repr=False)
    absent: Mapping[str, str] = field(default_factory=dict, repr=False)
    unassigned: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_mixed: bool = False


@dataclass(frozen=True)
class Known:
    """A submitted cell, and the cell of the starter code that it is or was, if any.

    It is the student's `own` code unless it is as in the starter code.
    """

    cell: Cell
    twin: Cell | None
    own: bool

    def is_for(self, question: str) -> bool:
        """Whether the starter code has this cell for the question."""
        return self.twin is not None and question in self.twin.tags

    def is_other_todo(self, question: str) -> bool:
        """Whether it is a cell with a TODO of other questions."""
        return self.twin is not None and self.twin.is_todo and question not in self.twin.tags


def plan(question: str, given: Sequence[Cell], submitted: Sequence[Cell]) -> Plan:
    """What to run of the submitted cells for a question; `given` are the cells of the starter code."""
    given = [cell for cell in given if cell.kind == CODE]
    known = recognised(given, submitted)
    todos = [cell for cell in given if cell.is_todo and question in cell.tags]
    homes: dict[str, Cell] = {}
    for cell in todos:
        for name in cell.source.split("`")[1::2]:
            homes.setdefault(name, cell)
    end = _end(question, given, known, homes)
    set_up = [cell for cell in given if question in cell.tags and not cell.is_todo]
    asked = homes.keys() | {name for cell in set_up for part in statements(cell.source) for name in part.binds}
    steps, absent = _steps(question, [each for each in known[:end] if each.cell.kind == CODE], asked)
    there = {each.twin.name for each in known if each.twin}
    return Plan(
        tuple(_step(part) for part in steps if part.statements),
        tuple(_step(part) for part in _restored(steps, set_up, given) if part.statements),
        tuple(cell.name for cell in todos if cell.name not in there),
        homes,
        absent,
        dict(_unassigned(homes, known, end)),
        any(part.known.own and not (part.known.twin and part.known.twin.is_todo) for part in steps),
    )


def recognised(given: Sequence[Cell], submitted: Sequence[Cell]) -> list[Known]:
    """Each submitted cell with the cell of the starter code that it is or was.

    It is recognised by its text, by its TODO, or by its name: metadata may be lost, or be those of another cell.
    """
    by_text = {_text(cell): cell for cell in given}
    by_todo = {cell.todo: cell for cell in given if cell.todo}
    by_name = {cell.name: cell for cell in given if cell.name}
    found = []
    for cell in submitted:
        same = by_text.get(_text(cell)) if cell.kind == CODE else None
        was = same or by_todo.get(cell.todo) or by_name.get(cell.name)
        found.append(Known(cell, was, same is None or same.is_todo))
    return found


def written(given: Sequence[Cell], submitted: Sequence[Cell]) -> int:
    """How many cells with a TODO have been written: what they ask for first is assigned by the student's own code."""
    return sum(cell.is_todo and "`" in cell.source for cell in given) - len(unwritten(given, submitted))


def unwritten(given: Sequence[Cell], submitted: Sequence[Cell]) -> list[Cell]:
    """The cells with a TODO of the starter code that have not been written."""
    known = recognised([cell for cell in given if cell.kind == CODE], submitted)
    bound = {name for each in known if each.own for name in _bound(each)}
    return [cell for cell in given if cell.is_todo and "`" in cell.source and cell.source.split("`")[1] not in bound]


@dataclass
class _Part:
    """A cell with those of its statements that are run."""

    known: Known
    statements: list[Statement]


def _steps(question: str, known: Sequence[Known], asked: Iterable[str]) -> tuple[list[_Part], dict[str, str]]:
    """What is run of these cells, so that the names asked for get their values, and why names of others have none."""
    absent = dict.fromkeys(NOTEBOOK_ONLY, "only a notebook has it")
    whole = {number for number, each in enumerate(known) if _runs_whole(each, question)}
    needed = {name for number in whole for part in statements(known[number].cell.source) for name in part.later}
    needed.update(asked)
    parts: list[_Part] = []
    for number in reversed(range(len(known))):
        each = known[number]
        chosen = [part for part in statements(each.cell.source) if not _imports_test_runner(part)]
        if each.twin and SLOW in each.twin.tags and not each.own:
            absent |= {
                name: f"{each.cell.label} takes long and is not run here" for part in chosen for name in part.binds
            }
            continue
        if number not in whole:
            chosen = _needed_of(each, chosen, needed, question)
        for part in chosen:
            needed |= part.uses
        parts.append(_Part(each, chosen))
    return parts[::-1], absent


def _runs_whole(each: Known, question: str) -> bool:
    return each.is_for(question) or (each.own and not each.is_other_todo(question))


def _needed_of(each: Known, chosen: list[Statement], needed: set[str], question: str) -> list[Statement]:
    """The statements of a cell that bind what later ones need; all or none of a student's own."""
    if each.own:
        return chosen if any(part.binds & needed or "*" in part.binds for part in chosen) else []
    found: list[Statement] = []
    wanted = set(needed)
    for part in reversed(chosen):
        if part.binds & wanted:
            found.append(part)
            wanted |= part.uses
    return found[::-1]


def _imports_test_runner(part: Statement) -> bool:
    return TEST_RUNNER in part.binds and f"import {TEST_RUNNER}" in part.source


def _restored(parts: list[_Part], wanted: list[Cell], given: Sequence[Cell]) -> list[_Part]:
    """The parts with cells of the starter code: behind those that were changed, and where one is not there."""
    order = {cell.name: number for number, cell in enumerate(given)}
    parts = list(parts)
    for cell in wanted:
        ours = _Part(Known(cell, cell, False), list(statements(cell.source)))
        places = [number for number, part in enumerate(parts) if part.known.twin == cell]
        if not places:
            later = (
                n for n, part in enumerate(parts) if part.known.twin and order[part.known.twin.name] > order[cell.name]
            )
            parts.insert(next(later, len(parts)), ours)
        elif not any(_holds(parts[number], ours) for number in places):
            parts.insert(places[-1] + 1, ours)
    return parts


def _holds(part: _Part, ours: _Part) -> bool:
    """Whether all statements of ours are also in a student's version of the cell."""
    theirs = {statement.source.strip() for statement in part.statements}
    return all(statement.source.strip() in theirs for statement in ours.statements)


def _end(question: str, given: Sequence[Cell], known: Sequence[Known], homes: Iterable[str]) -> int:
    """The number of cells to the question's last check.

    Where it was deleted, those before the cells that follow it in the starter code. More where what a TODO asks for is
    assigned further down alone.
    """
    checks = [number for number, each in enumerate(known) if asks_for_check(each.cell, question)]
    end = checks[-1] + 1 if checks else _end_without_check(question, given, known)
    binds = [_bound(each) if each.own else frozenset() for each in known]
    for name in homes:
        places = [number for number, names in enumerate(binds) if name in names]
        if places and places[0] >= end:
            end = places[-1] + 1
    return end


def _end_without_check(question: str, given: Sequence[Cell], known: Sequence[Known]) -> int:
    last = max((number for number, cell in enumerate(given) if question in cell.tags), default=-1)
    place = next((number for number, cell in enumerate(given) if asks_for_check(cell, question)), last)
    later = {cell.name for cell in given[place + 1 :]}
    after = (n for n, each in enumerate(known) if each.twin and each.twin.name in later and each.cell.kind == CODE)
    return next(after, len(known))


def _unassigned(homes: Mapping[str, Cell], known: Sequence[Known], end: int) -> Iterable[tuple[str, str]]:
    """For each name that no cell to run binds and whose cell is not there as code, why."""
    bound = {name for each in known[:end] for name in _bound(each)}
    for name, home in homes.items():
        here = [each.cell for each in known if each.twin == home]
        if name in bound or any(cell.kind == CODE for cell in here):
            continue
        if here:
            kind = _KINDS.get(here[0].kind, "no code")
            yield name, f"{here[0].label} is {kind}, so nothing runs it: make it a code cell again"
        else:
            yield name, f"no cell assigns it, and there is no {home.label}: copy that cell from the starter code"


_KINDS = {"markdown": "text (Markdown)", "raw": "raw text"}


def _bound(each: Known) -> frozenset[str]:
    parts = statements(each.cell.source) if each.cell.kind == CODE else ()
    return frozenset(name for part in parts for name in part.binds)


def _step(part: _Part) -> Step:
    twin = part.known.twin
    sources = tuple(statement.source for statement in part.statements)
    return Step(
        twin.name if twin else "", part.known.cell.label, sources, tuple(each.binds for each in part.statements)
    )


def _text(cell: Cell) -> str:
    return "\n".join(line.rstrip() for line in cell.source.strip().split("\n"))
