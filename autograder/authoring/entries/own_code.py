"""Finds the code of a question in a submission: what differs from the reference, and what it needs. Runs nothing."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.authoring.release.regions import find_regions
from autograder.authoring.verification.samples import reference
from autograder.checks.cells import CODE, Cell, Statement, statements
from autograder.checks.order import recognised
from autograder.grading.diagnosis.catalogue import FIELDS
from autograder.grading.submission.notebook import read_cells, submitted_cells
from autograder.grading.submission.read import Submission
from autograder.lab import Lab, Question
from autograder.lib.errors import InputError, NotebookError
from autograder.lib.source import defined_names, name_of, used_names

MAX_CODE = 60_000
"""How many bytes of a module, or characters of cells, are read of a submission."""
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class OwnCode:
    """Code that replaces definitions of the reference's `module`, or all of the notebook's `cell`.

    `left_out` names other modules or cells of the question that also differ.
    """

    module: str
    cell: str
    code: str
    left_out: tuple[str, ...] = ()


def own_code(submission: Submission, lab: Lab, question: Question) -> OwnCode:
    """What a submission has of its own for a question, without comments and docstrings.

    Raises `InputError` where it cannot be read, or does not differ from the reference.
    """
    parts = _cells(submission, lab, question) if question.notebook else _modules(submission, lab, question)
    if not parts:
        raise InputError(f"its code for {question.id} does not differ from the reference")
    name, code = next(iter(parts.items()))
    if taken := {word for node in ast.parse(code).body for word in defined_names(node)}.intersection(FIELDS):
        raise InputError(f"it defines {', '.join(sorted(taken))}, which means something else in an entry")
    module, cell = ("", name) if question.notebook else (name, "")
    return OwnCode(module, cell, code, tuple(parts)[1:])


def _modules(submission: Submission, lab: Lab, question: Question) -> dict[str, str]:
    """The code that differs, by module."""
    found = {}
    for module in question.modules:
        data = submission.files.get(PurePosixPath(f"{module}.py"), b"")
        if not data:
            raise InputError(f"it has no {module}.py")
        file, master = f"{module}.py", lab.module(module).read_text(encoding="utf-8")
        tree = _parsed(data, file)
        places = {region.function: region.question for region in find_regions(master, file)}
        chosen = _Module(tree, _plain(ast.parse(master)), places, question.id).changed()
        if chosen:
            found[module] = ast.unparse(ast.Module(chosen, []))
    return found


@dataclass
class _Module:
    """A module of a submission next to the reference's; `places` has the question of each function with a solution."""

    tree: ast.Module
    reference: ast.Module
    places: dict[str, str]
    question: str

    def changed(self) -> list[ast.stmt]:
        """The statements that differ and belong to the question, in their order, with those that they need."""
        chosen: dict[int, ast.stmt] = {}
        for number, node in enumerate(self.tree.body):
            if part := self.own_part(node):
                chosen[number] = part
        if not chosen:
            return []
        for number in self.needed(chosen.values()):
            chosen.setdefault(number, self.tree.body[number])
        return [chosen[number] for number in sorted(chosen)]

    def own_part(self, node: ast.stmt) -> ast.stmt | None:
        """A function of the question, or the methods of its class, as far as they differ."""
        if isinstance(node, ast.ClassDef):
            return self.own_methods(node)
        own = isinstance(node, Definition) and self.places.get(node.name) == self.question
        return node if own and not self.is_given(node) else None

    def own_methods(self, node: ast.ClassDef) -> ast.ClassDef | None:
        """A class of the question with those statements that differ and belong to no other question."""
        homes = {self.places[place] for place in self.places if place.startswith(f"{node.name}.")}
        if self.question not in homes:
            return None
        given = next((n for n in self.reference.body if isinstance(n, ast.ClassDef) and n.name == node.name), None)
        known = {ast.dump(statement) for statement in given.body} if given else set()
        body = [
            statement
            for statement in node.body
            if ast.dump(statement) not in known
            and not isinstance(statement, ast.Pass)
            and self.places.get(f"{node.name}.{name_of(statement)}", self.question) == self.question
        ]
        return ast.ClassDef(node.name, [], [], body, []) if body else None

    def needed(self, chosen: Iterable[ast.stmt]) -> list[int]:
        """The other statements that these use, and what these use in turn; imports of everything are kept."""
        definitions = {name: number for number, node in enumerate(self.tree.body) for name in self.helpers(node)}
        found = {number for number, node in enumerate(self.tree.body) if _imports_all(node) and not self.is_given(node)}
        waiting = [name for statement in chosen for name in used_names(statement)]
        while waiting:
            number = definitions.get(waiting.pop())
            if number is not None and number not in found:
                found.add(number)
                waiting += used_names(self.tree.body[number])
        return sorted(found)

    def helpers(self, node: ast.stmt) -> list[str]:
        """The names that a statement defines, where the reference has neither this statement nor these names."""
        names = [] if self.is_given(node) else defined_names(node)
        places = {place.partition(".")[0] for place in self.places}
        return [name for name in names if name not in places]

    def is_given(self, node: ast.stmt) -> bool:
        """Whether the reference has the same statement."""
        return ast.dump(node) in {ast.dump(statement) for statement in self.reference.body}


def _imports_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)


def _cells(submission: Submission, lab: Lab, question: Question) -> dict[str, str]:
    """The code of each cell of the question that differs, with what it needs from other cells, by the cell's name."""
    given = read_cells(lab.given_notebook.read_bytes())
    wanted = [cell.name for cell in given if cell.is_todo and question.id in cell.tags]
    right = _written(question, given, reference(lab).submission)
    own = _written(question, given, submission)
    trees = {name: _parsed(own[name].encode("utf-8", "replace"), f"cell {name}") for name in wanted if name in own}
    return {
        name: ast.unparse(tree)
        for name, tree in trees.items()
        if tree.body and ast.dump(tree) != ast.dump(_plain(ast.parse(right.get(name, ""))))
    }


def _written(question: Question, given: tuple[Cell, ...], submission: Submission) -> dict[str, str]:
    """The code of each cell with a TODO, by its name, with what it needs from cells that a student added."""
    if submission.notebook is None:
        raise InputError("it has no notebook")
    try:
        known = recognised(given, submitted_cells(submission.notebook))
    except NotebookError as error:
        raise InputError(str(error)) from None
    todo = [cell for cell in given if cell.is_todo and question.id in cell.tags]
    others = [
        part
        for each in known
        if each.own and each.cell.kind == CODE and each.twin not in todo
        for part in statements(each.cell.source)
    ]
    sources: dict[str, str] = {}
    for cell in todo:
        own = [each.cell.source for each in known if each.twin == cell and each.cell.kind == CODE]
        if own:
            parts = [part for source in own for part in statements(source)]
            sources[cell.name] = "\n".join([*(part.source.strip() for part in _needed(others, parts)), *own])
    return sources


def _needed(others: list[Statement], parts: list[Statement]) -> list[Statement]:
    """The last one of `others` that binds each name that `parts` use, and what these need in turn."""
    definitions = {name: number for number, part in enumerate(others) for name in part.binds}
    waiting = [name for part in parts for name in part.uses]
    chosen: set[int] = set()
    while waiting:
        number = definitions.get(waiting.pop())
        if number is not None and number not in chosen:
            chosen.add(number)
            waiting += others[number].uses
    return [others[number] for number in sorted(chosen)]


def _parsed(data: bytes, file: str) -> ast.Module:
    """The syntax tree of some code of a submission, without docstrings; raises `InputError` where there is none."""
    if len(data) > MAX_CODE:
        raise InputError(f"its {file} has more than {MAX_CODE:,} bytes")
    try:
        return _plain(ast.parse(data))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
        raise InputError(f"its {file} is not Python{line}") from None


def _plain(tree: ast.Module) -> ast.Module:
    """A tree without its docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition) and ast.get_docstring(node, clean=False) is not None:
            node.body = _without_first(node)
    return tree


def _without_first(node: ast.Module | Definition) -> list[ast.stmt]:
    return node.body[1:] or ([] if isinstance(node, ast.Module) else [ast.Pass()])
