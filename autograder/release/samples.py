"""The sample submissions: the reference with one definition written otherwise, rightly or wrongly."""

import ast
import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from autograder.config import ASSIGNMENT, MASTER_NOTEBOOK, NOTEBOOK, SAMPLES, STUDENT_RELEASE, LabConfig
from autograder.release.notebook import read_master, solution_notebook, to_text
from autograder.submission import Submission


@dataclass(frozen=True)
class Sample:
    """A submission of which we know what it must get.

    `question` is the one that a wrong sample loses points on, None for a right one. `title` says what
    is different about it.
    """

    name: str
    title: str
    submission: Submission
    question: str | None = None


def reference(config: LabConfig) -> Sample:
    """The complete solution."""
    return Sample(
        "reference", "the complete solution", _package(ASSIGNMENT / config.package, config, _solution_notebook())
    )


def skeleton(config: LabConfig) -> Sample:
    """What students are handed out, untouched."""
    notebook = (STUDENT_RELEASE / NOTEBOOK).read_bytes()
    return Sample("skeleton", "the untouched skeleton", _package(STUDENT_RELEASE / config.package, config, notebook))


def wrong_samples(config: LabConfig, folder: Path = SAMPLES / "wrong") -> list[Sample]:
    """One for each `QUESTION/NAME.py`, in the order of the questions."""
    return [
        _variant(path, config, question.modules[0] if question.modules else None, question.id)
        for question in config.questions
        for path in sorted((folder / question.id).glob("*.py"))
    ]


def right_samples(config: LabConfig, folder: Path = SAMPLES / "right") -> list[Sample]:
    """One for each `MODULE/NAME.py`."""
    return [_variant(path, config, path.parent.name) for path in sorted(folder.glob("*/*.py"))]


def all_samples(config: LabConfig) -> list[Sample]:
    """The reference, the skeleton, the wrong ones and the right ones."""
    return [reference(config), skeleton(config), *wrong_samples(config), *right_samples(config)]


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
        elif isinstance(change, ast.ClassDef):
            replaced += _replace_methods(target, change)
        else:
            tree.body[tree.body.index(target)] = change
            replaced += 1
    if not replaced:
        raise ValueError("a sample that replaces no definition of the reference")
    last_import = max(i for i, node in enumerate(tree.body) if isinstance(node, ast.Import | ast.ImportFrom))
    tree.body[last_import + 1 : last_import + 1] = new
    return ast.unparse(ast.fix_missing_locations(tree))


def replace_cells(notebook: bytes, sources: dict[str, str]) -> bytes:
    """A notebook with other code in the cells of these names; a cell without code goes."""
    content = json.loads(notebook)
    cells = {cell["id"]: cell for cell in content["cells"]}
    for name, source in sources.items():
        cells[name]["source"] = source
    content["cells"] = [cell for cell in cells.values() if cell["source"]]
    return json.dumps(content).encode()


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
    name = _name(change)
    return next((node for node in body if name and type(node) is type(change) and _name(node) == name), None)


def _name(node: ast.stmt) -> str | None:
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0])
    return getattr(node, "name", None)


def _variant(path: Path, config: LabConfig, module: str | None, question: str | None = None) -> Sample:
    """The reference with what the file at `path` defines.

    Its constant MODULE says in which module, where that is not clear; CELL names a cell of the notebook that
    has the rest of the file in its place.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    title = (ast.get_docstring(tree) or "").split("\n")[0]
    constants = {
        name: ast.literal_eval(node.value) for node in tree.body if (name := _name(node)) in ("MODULE", "CELL")
    }
    body = ast.unparse(ast.Module([node for node in tree.body[1:] if _name(node) not in constants], []))
    submission = reference(config).submission
    if cell := constants.get("CELL"):
        changed = replace(submission, notebook=replace_cells(submission.notebook, {cell: body}))
    else:
        module = constants.get("MODULE", module)
        target = PurePosixPath(f"{module}.py")
        if target not in submission.files or not title:
            raise ValueError(f"{path}: a sample needs a docstring, and MODULE or CELL where that is not clear")
        source = replace_definitions(submission.files[target].decode(), body)
        changed = replace(submission, files=submission.files | {target: source.encode()})
    return Sample(f"{question or path.parent.name}/{path.stem}", title, changed, question)


@cache
def _solution_notebook() -> bytes:
    return to_text(solution_notebook(read_master(ASSIGNMENT / MASTER_NOTEBOOK))).encode()


def _package(folder: Path, config: LabConfig, notebook: bytes) -> Submission:
    names = [f"{module}.py" for module in config.student_modules]
    return Submission({PurePosixPath(name): (folder / name).read_bytes() for name in names}, notebook)
