"""Builds the students' tree and the solutions from the master, and swaps them in when all proofs hold."""

import filecmp
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from autograder.authoring.release.consistency import refuse_inconsistencies
from autograder.authoring.release.handout import fill_in
from autograder.authoring.release.leaks import leaks, leaks_of_zip
from autograder.authoring.release.notebook import (
    executed,
    read,
    read_master,
    solution_notebook,
    stamp,
    student_notebook,
    to_text,
)
from autograder.authoring.release.public_cases import public_version
from autograder.authoring.release.regions import parse, solution_version, student_version
from autograder.authoring.release.runs import problems_of_running
from autograder.authoring.release.signatures import public_text, signature_texts
from autograder.grading.diagnosis.changed_lab import Plans, plan_of
from autograder.grading.judge.harness import CHECKS, TESTS, write_checks
from autograder.grading.submission.notebook import Plan
from autograder.lab import Lab
from autograder.lab.rubric import PAGE, read_rubric, rubric_page
from autograder.lib.digest import Digest
from autograder.lib.errors import ReleaseError
from autograder.lib.files import all_files, swap
from autograder.lib.zips import pack_zip

MISTAKES = "mistakes.json"
HANDOUT_STAMP = '''"""Which version of the starter code this is. The grader reads it: leave it as it is."""

HANDOUT = "{}"
'''
DIGITS = 12
"""Of the fingerprint that says which version it is."""
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")

Version = Callable[[str, str], str]


def build_release(lab: Lab) -> None:
    """Write `student_release/`, `solutions/` and the zip for students below `lab.home`.

    The same master gives the same bytes. Raises `ReleaseError`, with the old trees untouched, where the master is
    malformed, something leaks, or the release does not run.
    """
    with tempfile.TemporaryDirectory(dir=lab.home, prefix=".release-") as folder:
        new = build_trees(lab, Path(folder))
        if new.solution_notebook.exists():
            _write_outputs(new, lab.solution_notebook)
        swap(new.student_release, lab.student_release)
        swap(new.solutions, lab.solutions)
        lab.student_zip.parent.mkdir(exist_ok=True)
        os.replace(new.student_zip, lab.student_zip)


def check_release(lab: Lab) -> list[str]:
    """Which files of the released trees are not what the master gives; a sentence each."""
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        new = build_trees(lab, Path(folder))
        pairs = ((new.student_release, lab.student_release), (new.solutions, lab.solutions))
        return [text for wanted, found in pairs for text in _differences(wanted, found, lab.settings.package)]


def build_trees(lab: Lab, out: Path, *, prove: bool = True) -> Lab:
    """Write both trees and the zip below `out`, with the notebook not executed; returns the lab with this release.

    With `prove`, all proofs are made. Raises `ReleaseError` where one does not hold, or the master is malformed.
    """
    if prove:
        refuse_inconsistencies(lab)
    new = lab.released_in(out)
    _write_student_tree(lab, new.student_release)
    new.solutions.mkdir(parents=True)
    _write_package(lab.package, new.solutions / lab.settings.package, solution_version)
    if lab.master_notebook.exists():
        master = read_master(lab.master_notebook)
        new.given_notebook.write_text(to_text(student_notebook(master)), encoding="utf-8")
        new.solution_notebook.write_text(to_text(solution_notebook(master)), encoding="utf-8")
    write_handout_stamp(new)
    write_checks(new, new.student_release / CHECKS)  # has the cells of the notebook
    if lab.rubric.exists():
        page = rubric_page(read_rubric(lab.rubric, lab.settings.written))
        (new.solutions / PAGE).write_text(page, encoding="utf-8")
    _write_mistakes(lab, new)
    new.student_zip.parent.mkdir()
    pack_zip(new.student_release, new.student_zip)
    if prove:
        found = leaks(new.student_release, lab) + leaks_of_zip(new.student_zip, lab) + problems_of_running(new)
        _refuse("the release would leak or not work", found)
    return new


def _refuse(reason: str, problems: list[str]) -> None:
    if problems:
        raise ReleaseError(f"{reason}: {'; '.join(dict.fromkeys(problems))}")


def _write_student_tree(lab: Lab, tree: Path) -> None:
    """Everything for students except the notebook and what depends on it."""
    if lab.handout.is_dir():
        shutil.copytree(lab.handout, tree, ignore=LEFT_BEHIND)
        fill_in(lab, tree)
    tree.mkdir(parents=True, exist_ok=True)
    _write_package(lab.package, tree / lab.settings.package, student_version)
    (tree / TESTS).mkdir()
    for question in lab.settings.questions:
        if public := public_version(lab.test_file(question.id).read_text(encoding="utf-8")):
            (tree / TESTS / f"{question.id}.py").write_text(public, encoding="utf-8")


def _write_package(source: Path, target: Path, version: Version) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    for path in sorted(source.glob("*.py")):
        text = version(path.read_text(encoding="utf-8"), f"{source.name}/{path.name}")
        parse(text, f"{source.name}/{path.name}")
        (target / path.name).write_text(text, encoding="utf-8")


def write_handout_stamp(new: Lab) -> None:
    """Say in the students' package and notebook which version of the starter code they are: what is run counts."""
    package = new.student_release / new.settings.package
    notebook = read(new.given_notebook) if new.given_notebook.exists() else None
    digest = Digest()
    digest.add_files(all_files(package), package)
    for cell in notebook.cells if notebook else ():
        if cell.cell_type == "code":
            digest.add(cell.id, cell.source.encode())
    handout = digest.text()[:DIGITS]
    new.handout_stamp.write_text(HANDOUT_STAMP.format(handout), encoding="utf-8")
    if notebook:
        notebook.metadata["handout"] = handout
        new.given_notebook.write_text(to_text(notebook), encoding="utf-8")


def _write_mistakes(lab: Lab, new: Lab) -> None:
    """Write what every test sees of every way to go wrong, and the part of it that students may know."""
    texts = signature_texts(lab, _plans(new))
    new.signatures.mkdir()
    for question, text in texts.items():
        new.signature_file(question).write_text(text, encoding="utf-8")
    known = public_text([json.loads(text) for text in texts.values()])
    (new.student_release / TESTS / MISTAKES).write_text(known, encoding="utf-8")


def _plans(new: Lab) -> Plans:
    """The cells that each question needs, as they are in a new release."""

    @cache
    def plan(question: str) -> Plan:
        return plan_of(question, new.given_notebook.read_bytes(), new.solution_notebook.read_bytes())

    return plan


def _write_outputs(new: Lab, old: Path) -> None:
    """Give the solution's notebook its outputs: the old ones where nothing that they depend on has changed."""
    path, package = new.solution_notebook, new.solutions / new.settings.package
    notebook = read(path)
    current = stamp(notebook, package)
    if old.exists() and read(old).metadata.get("stamp") == current:
        shutil.copyfile(old, path)
        return
    with tempfile.TemporaryDirectory(prefix="notebook-") as folder:
        shutil.copytree(new.student_release, folder, dirs_exist_ok=True)
        shutil.copytree(package, Path(folder) / package.name, dirs_exist_ok=True)
        notebook = executed(notebook, Path(folder))
    notebook.metadata["stamp"] = current
    path.write_text(to_text(notebook), encoding="utf-8")


def _differences(wanted: Path, found: Path, package: str) -> list[str]:
    expected = {file.relative_to(wanted) for file in all_files(wanted)}
    present = {file.relative_to(found) for file in all_files(found)}
    same = {path for path in expected & present if _same(wanted / path, found / path, wanted / package)}
    name = found.name
    return (
        [f"{name}/{path} is missing" for path in sorted(expected - present)]
        + [f"{name}/{path} is left over" for path in sorted(present - expected)]
        + [f"{name}/{path} is stale" for path in sorted(expected & present - same)]
    )


def _same(wanted: Path, found: Path, package: Path) -> bool:
    """Whether two files are the same; for an executed notebook, whether its outputs depend on the same."""
    if filecmp.cmp(wanted, found, shallow=False):
        return True
    if wanted.suffix != ".ipynb":
        return False
    return bool(read(found).metadata.get("stamp") == stamp(read(wanted), package))
