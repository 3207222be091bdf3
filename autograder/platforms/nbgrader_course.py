"""Writes a course for nbgrader: its configuration, and the assignment's source with stubs only."""

import shutil
import tempfile
from pathlib import Path

import nbformat

from autograder.config import ASSIGNMENT, NOTEBOOK, QUESTIONS, RUBRIC, STUDENT_RELEASE, LabConfig
from autograder.platforms.nbgrader_notebook import for_nbgrader
from autograder.release.notebook import to_text
from autograder.release.proof import prove
from autograder.release.regions import ReleaseError
from autograder.results import write_atomically

CONFIG_FILE = "nbgrader_config.py"
CONFIG_TEXT = """# Settings for nbgrader 0.9.6, written by `autograder nbgrader build`.
c = get_config()

# Modules that students write: without this, `nbgrader autograde` puts ours in their place.
c.Autograde.exclude_overwriting = {exclude_overwriting}

# By default, a cell with the tag "skip-execution" is not run and gets full marks.
c.Execute.skip_cells_with_tag = "__never__"
c.Execute.timeout = 120  # seconds for a cell; the longest trains a model

# Cells that a student deleted come back.
c.OverwriteCells.add_missing_cells = True
"""


def build(config: LabConfig, course: Path, assignment: str) -> list[str]:
    """Write `course`/source/`assignment`, and the configuration where there is none; returns what was written.

    Raises `ReleaseError` where the source would give something away.
    """
    source = course / "source" / assignment
    source.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=source.parent, prefix=".new-") as folder:
        new = Path(folder) / "new"
        write_source(config, new)
        if problems := prove(new, ASSIGNMENT, QUESTIONS, config):
            raise ReleaseError("the course is not written: " + "; ".join(problems))
        if source.exists():
            source.rename(Path(folder) / "old")
        new.rename(source)
    written = [f"source/{assignment}/"]
    if not (course / CONFIG_FILE).exists():
        text = CONFIG_TEXT.format(exclude_overwriting={assignment: student_files(config)})
        write_atomically(course / CONFIG_FILE, text)
        written.append(CONFIG_FILE)
    return written


def write_source(config: LabConfig, folder: Path) -> None:
    """The students' tree, with nbgrader's tasks in the notebook."""
    shutil.copytree(STUDENT_RELEASE, folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    notebook = nbformat.read(STUDENT_RELEASE / NOTEBOOK, as_version=4)
    rubric = (ASSIGNMENT / RUBRIC).read_text(encoding="utf-8")
    (folder / NOTEBOOK).write_text(to_text(for_nbgrader(notebook, config, rubric)), encoding="utf-8")


def student_files(config: LabConfig) -> list[str]:
    """The modules that students write, as paths in the assignment."""
    return [f"{config.package}/{name}.py" for name in config.student_modules]
