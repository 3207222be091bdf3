"""The course for nbgrader: its settings, and the assignment's source with stubs only."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from traitlets.config.loader import PyFileConfigLoader

from autograder.authoring.release.leaks import leaks
from autograder.authoring.release.notebook import to_text
from autograder.lab import Lab
from autograder.lab.rubric import read_rubric, rubric_page
from autograder.lib.errors import ReleaseError
from autograder.lib.files import swap
from autograder.platforms.nbgrader.notebook import with_graded_cells

SETTINGS = "nbgrader_config.py"
TEMPLATE = '''\
"""The course's settings for nbgrader. `autograder nbgrader build` wrote them, and keeps yours: add them below."""

c = get_config()  # noqa: F821

# The modules that students write are theirs; all other files come from source/.
c.Autograde.exclude_overwriting = {overwriting}
# With the default, a student's tag `skip-execution` keeps a cell from being run.
c.Execute.skip_cells_with_tag = {tag}
# Cells that were deleted come back.
c.OverwriteCells.add_missing_cells = {add}
# Seconds for a cell: some take long.
c.Execute.timeout = 120
'''

Needed = dict[str, dict[str, Any]]
"""Settings by class and name."""


def build(lab: Lab, course: Path) -> None:
    """Write the settings, where there are none, and the assignment's source; the same release gives the same bytes.

    An existing gradebook, and what students handed in, stay. Raises `ReleaseError`, and changes nothing, where
    something would leak or the course's settings lack what the lab needs.
    """
    name = lab.settings.package
    if not lab.given_notebook.exists():
        raise ReleaseError(f"nbgrader needs {lab.given_notebook}, which is missing: run `autograder release` first")
    course.mkdir(parents=True, exist_ok=True)
    check_settings(course / SETTINGS, lab)
    with tempfile.TemporaryDirectory(dir=course, prefix=".build-") as folder:
        new = Path(folder) / name
        shutil.copytree(lab.student_release, new, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*"))
        (new / lab.settings.notebook).write_text(to_text(source_notebook(lab)), encoding="utf-8")
        if problems := leaks(new, lab):
            raise ReleaseError("the course would leak: " + "; ".join(problems))
        (course / "source").mkdir(exist_ok=True)
        swap(new, course / "source" / name)
    if not (course / SETTINGS).exists():
        (course / SETTINGS).write_text(settings_text(lab), encoding="utf-8")


def source_notebook(lab: Lab) -> nbformat.NotebookNode:
    """The notebook of the starter code, with nbgrader's cells."""
    student = nbformat.read(lab.given_notebook, as_version=4)
    rubric = rubric_page(read_rubric(lab.rubric, lab.settings.written)) if lab.rubric.exists() else ""
    return with_graded_cells(student, lab.settings, rubric)


def needed_settings(lab: Lab) -> Needed:
    """What a course has to set."""
    modules = [f"{lab.settings.package}/{name}.py" for name in lab.settings.student_modules]
    return {
        "Autograde": {"exclude_overwriting": {lab.settings.package: modules}},
        "Execute": {"skip_cells_with_tag": "__never__"},
        "OverwriteCells": {"add_missing_cells": True},
    }


def settings_text(lab: Lab) -> str:
    """The file of settings for a new course."""
    needed = needed_settings(lab)
    return TEMPLATE.format(
        overwriting=_as_code(needed["Autograde"]["exclude_overwriting"]),
        tag=_as_code(needed["Execute"]["skip_cells_with_tag"]),
        add=needed["OverwriteCells"]["add_missing_cells"],
    )


def check_settings(path: Path, lab: Lab) -> None:
    """Raise `ReleaseError` where a course's own file lacks a setting; it may have more."""
    if not path.exists():
        return
    try:
        found = PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except Exception as error:  # it is a program
        raise ReleaseError(f"{path} cannot be run ({type(error).__name__}: {error})") from None
    lines = [
        f"c.{name}.{key} = {_as_code(value)}"
        for name, values in needed_settings(lab).items()
        for key, value in values.items()
        if not _has(found[name].get(key), value)
    ]
    if lines:
        raise ReleaseError(f"{path} lacks what the lab needs; add: " + "; ".join(lines))


def _has(found: object, needed: object) -> bool:
    """Whether a setting is as needed; of lists by assignment, only those of this one count, and may be longer."""
    if not isinstance(needed, dict):
        return found == needed
    return isinstance(found, dict) and all(set(found.get(key, ())) >= set(value) for key, value in needed.items())


def _as_code(value: object) -> str:
    return repr(value).replace("'", '"')
