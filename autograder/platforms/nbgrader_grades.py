"""Grades what students handed in through nbgrader, and writes scores and comments into its gradebook.

Takes the place of `nbgrader autograde`: nothing of a student's runs outside the sandbox.
"""

import os
import shutil
import stat
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.config import NOTEBOOK, LabConfig
from autograder.grade import Grade
from autograder.judge.process import JudgeFailed, JudgeProcess
from autograder.platforms.nbgrader_notebook import Repaired, points_cell, repaired
from autograder.release.notebook import to_text
from autograder.results import question_text
from autograder.submission import read_submission

NOTEBOOK_ID = Path(NOTEBOOK).stem
TIME_BYTES = 100
SKIPPED = shutil.ignore_patterns("__pycache__", ".*", "*.ipynb")


class CourseError(Exception):
    """The course can not be graded; the text is one sentence with the way out."""


@dataclass(frozen=True)
class Course:
    """A course of nbgrader at `root`, one of its assignments, and the address of its gradebook."""

    root: Path
    assignment: str
    database: str

    def submitted(self, student: str) -> Path:
        """What a student handed in."""
        return self.root / "submitted" / student / self.assignment

    def autograded(self, student: str) -> Path:
        """What nbgrader's feedback and its page for graders are made from."""
        return self.root / "autograded" / student / self.assignment

    def students(self) -> list[str]:
        """Who handed something in; raises `CourseError` where nobody did."""
        folders = self.root.glob(f"submitted/*/{self.assignment}")
        found = sorted(path.parent.name for path in folders if path.is_dir())
        if not found:
            raise CourseError(f"nobody handed in: {self.root}/submitted/STUDENT/{self.assignment} is not there")
        return found

    def source(self) -> nbformat.NotebookNode:
        """The notebook with its mark schemes, which graders see; raises `CourseError` where there is none."""
        path = self.root / "source" / self.assignment / NOTEBOOK
        if not path.exists():
            raise CourseError(f"there is no {path}: run `autograder nbgrader build` first")
        return nbformat.read(path, as_version=4)


@dataclass(frozen=True)
class Graded:
    """One student: the grade, or why there is none; and what was wrong with the notebook."""

    student: str
    grade: Grade | None
    damage: tuple[str, ...] = ()
    failure: str = ""


def grade_course(
    course: Course, students: list[str], config: LabConfig, new_judge: Callable[[], JudgeProcess]
) -> Iterator[Graded]:
    """Grade students one by one, and write each into the gradebook at once.

    A judge that fails is replaced; its student keeps the scores of before. Raises `CourseError` where the gradebook
    does not know the assignment.
    """
    from nbgrader.api import Gradebook, MissingEntry

    beside = str(Path(sys.executable).parent)  # nbgrader runs `alembic`, and looks for it on the path alone
    os.environ["PATH"] = os.pathsep.join((beside, os.environ.get("PATH", os.defpath)))
    source, judge = course.source(), None
    with Gradebook(course.database) as gradebook:
        try:
            gradebook.find_notebook(NOTEBOOK_ID, course.assignment)
            gradebook.find_task_cell(points_cell(config.questions[0].id), NOTEBOOK_ID, course.assignment)
        except MissingEntry:
            raise CourseError(
                f"the gradebook does not know {course.assignment} as `autograder nbgrader build` writes it: run "
                f"`nbgrader generate_assignment --force {course.assignment}` first"
            ) from None
        for student in students:
            try:
                judge = judge or new_judge()
                yield grade_student(course, student, config, judge, gradebook, source)
            except JudgeFailed as error:
                judge = None
                yield Graded(student, None, failure=str(error))
            except OSError as error:
                yield Graded(student, None, failure=f"{type(error).__name__}: {error}")


def grade_student(
    course: Course, student: str, config: LabConfig, judge: JudgeProcess, gradebook: Any, source: Any
) -> Graded:
    """Grade one student, and write what nbgrader needs; raises `JudgeFailed` or `OSError`, and writes nothing then."""
    folder = course.submitted(student)
    grade = judge.grade(read_submission(folder, config))
    own = folder / NOTEBOOK
    notebook = repaired(source, own.read_bytes() if own.is_file() and not own.is_symlink() else None)
    write_autograded(folder, course.autograded(student), notebook)
    write_scores(gradebook, course, student, grade, handed_in(folder))
    return Graded(student, grade, notebook.damage + grade.notes)


def write_autograded(folder: Path, target: Path, notebook: Repaired) -> None:
    """A copy of the submission with the notebook in order, in place of an earlier one."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target, ignore=not_copied)
    (target / NOTEBOOK).write_text(to_text(notebook.notebook), encoding="utf-8", errors="replace")


def not_copied(folder: str, names: list[str]) -> set[str]:
    """What stays behind: notebooks, hidden files, and links, pipes or devices, which would reach out of the submission.

    nbgrader copies `autograded/` into the feedback that students get back.
    """
    modes = {name: Path(folder, name).lstat().st_mode for name in names}
    odd = {name for name, mode in modes.items() if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)}
    return SKIPPED(folder, names) | odd


def write_scores(gradebook: Any, course: Course, student: str, grade: Grade, when: str | None) -> None:
    """Scores and comments of each question; what people gave or wrote stays, and goes before ours."""
    gradebook.update_or_create_student(student)
    with warnings.catch_warnings(action="ignore"):  # of SQLAlchemy's about nbgrader's own code
        gradebook.update_or_create_submission(course.assignment, student, **({"timestamp": when} if when else {}))
    for question in grade.questions:
        place = points_cell(question.id), NOTEBOOK_ID, course.assignment, student
        entry = gradebook.find_grade(*place)
        entry.auto_score, entry.needs_manual_grade = question.score, False
        gradebook.find_comment(*place).auto_comment = as_code(question_text(question))
    gradebook.db.commit()


def as_code(text: str) -> str:
    """A text as a block of code in Markdown, in which nothing is markup."""
    return "\n" + "\n".join("    " + line for line in text.split("\n"))


def handed_in(folder: Path) -> str | None:
    """The time in `timestamp.txt`, which nbgrader writes when it collects; None where there is none."""
    from nbgrader.utils import parse_utc

    path = folder / "timestamp.txt"
    try:
        text = path.read_bytes()[:TIME_BYTES].decode("utf-8").strip() if path.is_file() else ""
        parse_utc(text)
        return text or None
    except (OSError, ValueError, OverflowError):
        return None
