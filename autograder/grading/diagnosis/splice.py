"""Puts a variant's functions, methods and cells into other code, in place of its own."""

import ast
import json
import textwrap
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePosixPath

from autograder.grading.submission.read import Submission
from autograder.lib.source import name_of


def apply_variant(submission: Submission, module: str, cell: str, code: str) -> Submission:
    """A submission with other code in a module, or in the notebook's cell `cell` where that is not "".

    Raises `ValueError` where the code replaces nothing.
    """
    if cell:
        if submission.notebook is None:
            raise ValueError(f"there is no notebook with a cell {cell}")
        return replace(submission, notebook=replace_cells(submission.notebook, {cell: code}))
    path = PurePosixPath(f"{module}.py")
    source = replace_definitions(submission.files[path].decode(), code)
    return replace(submission, files=submission.files | {path: source.encode()})


def replace_definitions(source: str, variant: str) -> str:
    """`source` with the functions, classes' methods and constants of `variant` in place of its own.

    Imports and definitions that `source` does not have are put before the others. Raises `ValueError`
    where the variant replaces nothing.
    """
    tree, changes = ast.parse(source), ast.parse(variant)
    new: list[ast.stmt] = []
    replaced = 0
    for change in changes.body:
        target = _find(tree.body, change)
        if target is None:
            new.append(change)
        elif isinstance(change, ast.ClassDef) and isinstance(target, ast.ClassDef):
            replaced += _replace_methods(target, change)
        else:
            tree.body[tree.body.index(target)] = change
            replaced += 1
    if not replaced:
        raise ValueError("these definitions replace none of the reference's")
    imports = [i for i, node in enumerate(tree.body) if isinstance(node, ast.Import | ast.ImportFrom)]
    first = 1 if ast.get_docstring(tree) else 0
    place = imports[-1] + 1 if imports else first
    tree.body[place:place] = new
    return ast.unparse(ast.fix_missing_locations(tree))


def without_code(source: str) -> dict[str, str]:
    """Each function and method that `source` defines, by name, as a source where it has no code yet."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = _empty(node.name)
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                name = name_of(method) or ""
                code = textwrap.indent(_empty(name), "    ")
                found[f"{node.name}.{name}"] = f"class {node.name}:\n{code}"
    return found


def without_definitions(source: bytes, names: Collection[str]) -> bytes:
    """A module without the functions and classes of these names; as it is where there are none, or it is no Python."""
    if not names:
        return source
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    tree.body = [node for node in tree.body if name_of(node) not in names]
    return ast.unparse(tree).encode()


def replace_cells(notebook: bytes, sources: dict[str, str]) -> bytes:
    """A notebook with other code in the cells of these names; a cell without code goes."""
    content = json.loads(notebook)
    cells = {cell["id"]: cell for cell in content["cells"]}
    for name, source in sources.items():
        cells[name]["source"] = source
    content["cells"] = [cell for cell in cells.values() if cell["source"]]
    return json.dumps(content).encode()


def _empty(name: str) -> str:
    return f"def {name}(*args, **kwargs):\n    raise NotImplementedError\n"


def _replace_methods(target: ast.ClassDef, change: ast.ClassDef) -> int:
    for method in change.body:
        old = _find(target.body, method)
        if old is None:
            target.body.append(method)
        else:
            target.body[target.body.index(old)] = method
    return len(change.body)


def _find(body: list[ast.stmt], change: ast.stmt) -> ast.stmt | None:
    """The statement of `body` that defines the same name in the same way."""
    name = name_of(change)
    return next((node for node in body if name and type(node) is type(change) and name_of(node) == name), None)
