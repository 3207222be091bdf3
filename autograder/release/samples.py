"""The sample submissions: the reference with one definition written otherwise, rightly or wrongly."""

import ast
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from autograder.config import ASSIGNMENT, MASTER_NOTEBOOK, NOTEBOOK, SAMPLES, STUDENT_RELEASE, LabConfig
from autograder.diagnosis.catalogue import Mistake, load_catalogue
from autograder.diagnosis.definitions import name_of, replace_cells, replace_definitions
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


def wrong_samples(config: LabConfig) -> list[Sample]:
    """One for each mistake of the catalogue in these questions."""
    ids = {question.id for question in config.questions}
    return [mistaken(mistake, config) for mistake in load_catalogue() if mistake.question in ids]


def mistaken(mistake: Mistake, config: LabConfig) -> Sample:
    """The reference with a mistake in it."""
    changed = _changed(config, mistake.code, mistake.module, mistake.cell)
    return Sample(mistake.id, mistake.title, changed, mistake.question)


def right_samples(config: LabConfig, folder: Path = SAMPLES / "right") -> list[Sample]:
    """One for each `MODULE/NAME.py`: a docstring that says what is different, and the definitions that differ.

    Its constant CELL names a cell of the notebook that has the rest of the file in its place.
    """
    return [_right(path, config) for path in sorted(folder.glob("*/*.py"))]


def all_samples(config: LabConfig) -> list[Sample]:
    """The reference, the skeleton, the wrong ones and the right ones."""
    return [reference(config), skeleton(config), *wrong_samples(config), *right_samples(config)]


def _right(path: Path, config: LabConfig) -> Sample:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    cell = next((ast.literal_eval(node.value) for node in tree.body if name_of(node) == "CELL"), "")
    code = ast.unparse(ast.Module([node for node in tree.body[1:] if name_of(node) != "CELL"], []))
    title = (ast.get_docstring(tree) or "").partition("\n")[0]
    return Sample(f"{path.parent.name}/{path.stem}", title, _changed(config, code, path.parent.name, cell))


def _changed(config: LabConfig, code: str, module: str, cell: str) -> Submission:
    """The reference with other code in a module or in a cell of the notebook."""
    submission = reference(config).submission
    if cell:
        return replace(submission, notebook=replace_cells(submission.notebook, {cell: code}))
    target = PurePosixPath(f"{module}.py")
    source = replace_definitions(submission.files[target].decode(), code)
    return replace(submission, files=submission.files | {target: source.encode()})


@cache
def _solution_notebook() -> bytes:
    return to_text(solution_notebook(read_master(ASSIGNMENT / MASTER_NOTEBOOK))).encode()


def _package(folder: Path, config: LabConfig, notebook: bytes) -> Submission:
    names = [f"{module}.py" for module in config.student_modules]
    return Submission({PurePosixPath(name): (folder / name).read_bytes() for name in names}, notebook)
