"""The course for nbgrader: its settings, and the assignment's source with stubs only."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from traitlets.config import PyFileConfigLoader

from autograder.config import ASSIGNMENT, NOTEBOOK, QUESTIONS, RUBRIC, STUDENT_RELEASE, LabConfig
from autograder.platforms.nbgrader_notebook import with_graded_cells
from autograder.release.build import swap
from autograder.release.notebook import to_text
from autograder.release.proof import prove
from autograder.release.regions import ReleaseError

SETTINGS = "nbgrader_config.py"
ASSIGNMENT_NAME = "lab3"
TEMPLATE = '''\
"""The course's settings for nbgrader. `autograder nbgrader build` wrote them, and keeps yours: add them below."""

c = get_config()  # noqa: F821

# The modules that students write are theirs; all other files come from source/.
c.Autograde.exclude_overwriting = {overwriting}
# With the default, a student's tag `skip-execution` keeps a cell from being run.
c.Execute.skip_cells_with_tag = {tag}
# Cells that were deleted come back.
c.OverwriteCells.add_missing_cells = {add}
# Seconds for a cell: some train a model.
c.Execute.timeout = 120
'''


def build(config: LabConfig, course: Path) -> None:
    """Write the settings, where there are none, and the assignment's source; the same release gives the same bytes.

    An existing gradebook, and what students handed in, stay. Raises `ReleaseError`, with everything as it was, where
    something would leak or the course's settings lack what the lab needs.
    """
    course.mkdir(parents=True, exist_ok=True)
    check_settings(course / SETTINGS, config)
    with tempfile.TemporaryDirectory(dir=course, prefix=".build-") as folder:
        new = Path(folder) / ASSIGNMENT_NAME
        shutil.copytree(STUDENT_RELEASE, new, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*"))
        (new / NOTEBOOK).write_text(to_text(source_notebook(config)), encoding="utf-8")
        if problems := prove(new, ASSIGNMENT, QUESTIONS, config):
            raise ReleaseError("the course would leak or not work: " + "; ".join(problems))
        (course / "source").mkdir(exist_ok=True)
        swap(new, course / "source" / ASSIGNMENT_NAME)
    if not (course / SETTINGS).exists():
        (course / SETTINGS).write_text(settings_text(config), encoding="utf-8")


def source_notebook(config: LabConfig) -> nbformat.NotebookNode:
    """What students are handed out, with nbgrader's cells."""
    student = nbformat.read(STUDENT_RELEASE / NOTEBOOK, as_version=4)
    return with_graded_cells(student, config, (ASSIGNMENT / RUBRIC).read_text(encoding="utf-8"))


def needed_settings(config: LabConfig) -> dict[str, dict[str, Any]]:
    """What a course has to set, by class and name."""
    modules = [f"{config.package}/{name}.py" for name in config.student_modules]
    return {
        "Autograde": {"exclude_overwriting": {ASSIGNMENT_NAME: modules}},
        "Execute": {"skip_cells_with_tag": "__never__"},
        "OverwriteCells": {"add_missing_cells": True},
    }


def settings_text(config: LabConfig) -> str:
    """The file of settings for a new course."""
    needed = needed_settings(config)
    return TEMPLATE.format(
        overwriting=_as_code(needed["Autograde"]["exclude_overwriting"]),
        tag=_as_code(needed["Execute"]["skip_cells_with_tag"]),
        add=needed["OverwriteCells"]["add_missing_cells"],
    )


def check_settings(path: Path, config: LabConfig) -> None:
    """Raise `ReleaseError` where a course's own file lacks a setting; it may have more."""
    if not path.exists():
        return
    try:
        found = PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except Exception as error:  # it is a program
        raise ReleaseError(f"{path} can not be run ({type(error).__name__}: {error})") from None
    lines = [
        f"c.{name}.{key} = {_as_code(value)}"
        for name, values in needed_settings(config).items()
        for key, value in values.items()
        if not _has(found[name].get(key), value)
    ]
    if lines:
        raise ReleaseError(f"{path} lacks what the lab needs; add: " + "; ".join(lines))


def _has(found: Any, needed: Any) -> bool:
    """Whether a setting is what is needed; where that is lists by assignment, for this one at least those files."""
    if not isinstance(needed, dict):
        return found == needed
    return isinstance(found, dict) and all(set(found.get(key, ())) >= set(value) for key, value in needed.items())


def _as_code(value: Any) -> str:
    return repr(value).replace("'", '"')
