"""Builds the student's tree and ours from the master, and swaps them in when nothing leaks."""

import filecmp
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import nbformat

from autograder.config import MASTER_NOTEBOOK, NOTEBOOK, QUESTIONS, RUBRIC, VALUES, LabConfig
from autograder.diagnosis.values import public_text, values_text
from autograder.diagnosis.view import plan_of
from autograder.release.archive import all_files, pack_zip
from autograder.release.notebook import executed, read_master, solution_notebook, stamp, student_notebook, to_text
from autograder.release.proof import prove, prove_zip
from autograder.release.public_cases import public_version
from autograder.release.regions import ReleaseError, find_regions, solution_version, student_version

TREES = ("student_release", "solutions")
MISTAKES = Path("tests") / "mistakes.json"
ZIP = Path("dist") / "lab3-student.zip"


def build_release(assignment: Path, out: Path, config: LabConfig, questions: Path = QUESTIONS) -> None:
    """Write `student_release/`, `solutions/` and the zip for students below `out`.

    The same master gives the same bytes. Raises `ReleaseError`, with the old trees untouched, where the
    master is malformed or something leaks.
    """
    with tempfile.TemporaryDirectory(dir=out, prefix=".release-") as folder:
        new = Path(folder)
        _build(assignment, new, config, questions)
        _write_outputs(new, out / "solutions" / NOTEBOOK)
        for tree in TREES:
            swap(new / tree, out / tree)
        (out / ZIP).parent.mkdir(exist_ok=True)
        os.replace(new / ZIP.name, out / ZIP)


def check_release(assignment: Path, out: Path, config: LabConfig, questions: Path = QUESTIONS) -> list[str]:
    """Which files of the committed trees are not what the master gives; a sentence each."""
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        _build(assignment, Path(folder), config, questions)
        return [text for tree in TREES for text in _differences(Path(folder) / tree, out / tree)]


def _build(assignment: Path, out: Path, config: LabConfig, questions: Path) -> None:
    """Write both trees and the zip to `out`."""
    student, solutions = (out / tree for tree in TREES)
    shutil.copytree(assignment / "handout", student, ignore=shutil.ignore_patterns("__pycache__"))
    for tree, version in ((student, student_version), (solutions, solution_version)):
        _write_package(assignment / config.package, tree / config.package, version)
    _check_todos(assignment, config)
    (student / "tests").mkdir()
    for question in config.questions:
        source = (questions / f"{question.id}.py").read_text(encoding="utf-8")
        if public := public_version(source):
            (student / "tests" / f"{question.id}.py").write_text(public, encoding="utf-8")
    master = read_master(assignment / MASTER_NOTEBOOK)
    (student / NOTEBOOK).write_text(to_text(student_notebook(master)), encoding="utf-8")
    (solutions / NOTEBOOK).write_text(to_text(solution_notebook(master)), encoding="utf-8")
    _write_mistakes(student, solutions)
    shutil.copyfile(assignment / RUBRIC, solutions / RUBRIC.name)
    pack_zip(student, out / ZIP.name)
    problems = prove(student, assignment, questions, config) + prove_zip(out / ZIP.name, assignment, questions, config)
    if problems:
        raise ReleaseError("the release would leak or not work: " + "; ".join(dict.fromkeys(problems)))


def _write_outputs(new: Path, old: Path) -> None:
    """Give the solution's notebook its outputs: the old ones where nothing that they depend on has changed."""
    path = new / "solutions" / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    current = stamp(notebook, new / "solutions" / "lab3")
    if old.exists() and nbformat.read(old, as_version=4).metadata.get("stamp") == current:
        shutil.copyfile(old, path)
        return
    with tempfile.TemporaryDirectory(prefix="notebook-") as folder:
        shutil.copytree(new / "student_release", folder, dirs_exist_ok=True)
        shutil.copytree(new / "solutions" / "lab3", Path(folder) / "lab3", dirs_exist_ok=True)
        notebook = executed(notebook, Path(folder))
    notebook.metadata["stamp"] = current
    path.write_text(to_text(notebook), encoding="utf-8")


def _write_mistakes(student: Path, solutions: Path) -> None:
    """What every test sees of every mistake, and what of that students may know."""
    notebooks = [(tree / NOTEBOOK).read_bytes() for tree in (student, solutions)]
    values = values_text(cache(lambda question: plan_of(question, *notebooks)))
    (solutions / VALUES.name).write_text(values, encoding="utf-8")
    (student / MISTAKES).write_text(public_text(values), encoding="utf-8")


def _write_package(source: Path, target: Path, version) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    for path in sorted(source.glob("*.py")):
        text = version(path.read_text(encoding="utf-8"), f"{source.name}/{path.name}")
        compile(text, path.name, "exec")
        (target / path.name).write_text(text, encoding="utf-8")


def _check_todos(assignment: Path, config: LabConfig) -> None:
    known = {question.id for question in config.questions}
    for path in sorted((assignment / config.package).glob("*.py")):
        for region in find_regions(path.read_text(encoding="utf-8"), path.name):
            if region.question not in known:
                raise ReleaseError(f"{path.name}:{region.todo + 1}: lab.toml has no question {region.question!r}")


def swap(new: Path, old: Path) -> None:
    """Put a tree in the place of another one, that is gone only when the new one is there."""
    aside = new.parent / f"old-{old.name}"
    if old.exists():
        os.rename(old, aside)
    os.rename(new, old)


def _differences(wanted: Path, found: Path) -> list[str]:
    expected = {file.relative_to(wanted) for file in all_files(wanted)}
    present = {file.relative_to(found) for file in all_files(found)}
    name = found.name
    same = {path for path in expected & present if _same(wanted / path, found / path)}
    return (
        [f"{name}/{path} is missing" for path in sorted(expected - present)]
        + [f"{name}/{path} is left over" for path in sorted(present - expected)]
        + [f"{name}/{path} is stale" for path in sorted(expected & present - same)]
    )


def _same(wanted: Path, found: Path) -> bool:
    """Whether two files are the same; of an executed notebook, what its outputs depend on."""
    if filecmp.cmp(wanted, found, shallow=False):
        return True
    if wanted.suffix != ".ipynb":
        return False
    old = nbformat.read(found, as_version=4)
    return old.metadata.get("stamp") == stamp(nbformat.read(wanted, as_version=4), wanted.parent / "lab3")
