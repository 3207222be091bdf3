"""Solution regions of a master file: what the starter code and the complete code have in their place.

# TODO(question): what to write, over one or more comment lines
### BEGIN SOLUTION
...
### END SOLUTION
"""

import ast
import re
from dataclasses import dataclass

from autograder.lib.errors import ReleaseError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
TODO = re.compile(r"\s*# TODO\((\w+)\): ")


@dataclass(frozen=True)
class Region:
    """One solution. Lines are counted from 0: the comment from `todo` to `begin`, the markers at `begin` and `end`."""

    question: str
    function: str
    todo: int
    begin: int
    end: int


def parse(source: str, file: str) -> ast.Module:
    """The syntax tree of a file; raises `ReleaseError` where it is no Python."""
    try:
        return ast.parse(source, file)
    except SyntaxError as error:
        raise ReleaseError(f"{file}:{error.lineno}: {error.msg}") from None


def find_regions(source: str, file: str) -> list[Region]:
    """The regions of a module, in order; raises `ReleaseError` for markers that do not fit together."""
    lines = source.split("\n")
    tree = parse(source, file)
    regions: list[Region] = []
    begin: int | None = None
    for number, line in enumerate(lines):
        text = line.strip()
        if text == BEGIN:
            if begin is not None:
                raise ReleaseError(f"{file}:{number + 1}: a solution begins inside another one")
            begin = number
        elif text == END:
            if begin is None:
                raise ReleaseError(f"{file}:{number + 1}: a solution ends that never began")
            todo, question = _find_todo(lines, begin, file)
            regions.append(Region(question, _enclosing(tree, begin + 1), todo, begin, number))
            begin = None
    if begin is not None:
        raise ReleaseError(f"{file}:{begin + 1}: a solution begins and does not end")
    return regions


def student_version(source: str, file: str) -> str:
    """The starter code: each TODO stays, and each solution becomes a `NotImplementedError` that names it."""
    lines = source.split("\n")
    for region in reversed(find_regions(source, file)):
        indent = lines[region.begin][: -len(lines[region.begin].lstrip())]
        message = f"{region.question}: {region.function} has no code yet: see its TODO in {file}"
        lines[region.begin : region.end + 1] = [f'{indent}raise NotImplementedError("{message}")']
    return "\n".join(lines)


def solution_version(source: str, file: str) -> str:
    """The complete module, without markers and TODOs."""
    lines = source.split("\n")
    for region in reversed(find_regions(source, file)):
        del lines[region.end]
        del lines[region.todo : region.begin + 1]
    return "\n".join(lines)


def solution_statements(source: str, file: str) -> set[str]:
    """The statements of all regions as syntax, whatever their layout, except trivial ones."""
    regions = find_regions(source, file)
    return {
        ast.dump(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt)
        and not is_trivial(node)
        and any(region.begin < node.lineno - 1 < region.end for region in regions)
    }


def is_trivial(node: ast.stmt) -> bool:
    """Whether a statement reveals nothing about a solution: a bare name or constant returned, or `pass`."""
    if isinstance(node, ast.Return | ast.Expr):
        return node.value is None or isinstance(node.value, ast.Name | ast.Constant)
    return isinstance(node, ast.Pass)


def _find_todo(lines: list[str], begin: int, file: str) -> tuple[int, str]:
    """The line on which the TODO comment right above line `begin` starts, and the question that it names."""
    for number in range(begin - 1, -1, -1):
        if found := TODO.match(lines[number]):
            return number, found.group(1)
        if not lines[number].strip().startswith("#"):
            break
    raise ReleaseError(f"{file}:{begin + 1}: a solution without a comment `# TODO(question): ...` above it")


def _enclosing(tree: ast.Module, line: int) -> str:
    """The function, or Class.method, that holds a line; a notebook's cell may have neither."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef) and child.lineno <= line <= (child.end_lineno or 0):
                return f"{node.name}.{child.name}" if isinstance(node, ast.ClassDef) else child.name
    return "this cell"
