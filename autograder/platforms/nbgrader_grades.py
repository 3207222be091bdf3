"""Grades what students handed in to a course of nbgrader, and writes scores and comments into its gradebook.

Source: https://nbgrader.readthedocs.io/en/stable/api/gradebook.html
"""

import contextlib
import copy
import datetime
import json
import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.apps import NbGrader, NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, ComputeChecksums, LockCells, SaveCells
from sqlalchemy.exc import SAWarning
from traitlets.config import Application, Config

from autograder.config import NOTEBOOK, LabConfig
from autograder.grade import Grade
from autograder.judge.process import JudgeProcess
from autograder.platforms.nbgrader_course import SETTINGS
from autograder.platforms.nbgrader_notebook import MARK, Repaired, graded_cells, repair, score_cell
from autograder.release.notebook import to_text
from autograder.results import question_text, write_atomically
from autograder.sandbox.warm import Sandbox, WarmSandbox
from autograder.submission import read_submission

NOTEBOOK_NAME = Path(NOTEBOOK).stem
TIMESTAMP = "timestamp.txt"


class CourseError(Exception):
    """The course can not be graded as it is; the text is one sentence with the way out."""


@dataclass(frozen=True)
class Outcome:
    """How it went with a student: `score` is None where the grader failed; `remarks` are a sentence each."""

    student: str
    score: float | None
    max_score: float = 0
    remarks: tuple[str, ...] = ()


class FreshJudge:
    """A judge that is replaced, together with its sandbox, when it has failed; use it in a `with` statement.

    `check` is told each new sandbox, and may raise.
    """

    def __init__(self, config: LabConfig, check: Callable[[Sandbox], None] = lambda sandbox: None):
        self.config, self.check = config, check
        self.stack = contextlib.ExitStack()
        self.judge: JudgeProcess | None = None

    def __enter__(self) -> "FreshJudge":
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stack.close()

    def start(self) -> JudgeProcess:
        """A new sandbox with a new judge."""
        try:
            sandbox = self.stack.enter_context(WarmSandbox())
            self.check(sandbox)
            self.judge = JudgeProcess(sandbox, self.config)
        except BaseException:
            self.stack.close()
            raise
        return self.judge

    def grade(self, folder: Path) -> tuple[Grade, bytes | None]:
        """Grade what lies in a folder; returns its notebook, too."""
        submission = read_submission(folder, self.config)
        try:
            return (self.judge or self.start()).grade(submission), submission.notebook
        except BaseException:
            self.judge = None
            self.stack.close()
            raise


class Course:
    """A course on disk, with its settings as nbgrader reads them; raises `CourseError` where there is none."""

    def __init__(self, root: Path, assignment: str):
        if not (root / SETTINGS).is_file():
            raise CourseError(
                f"{root} is no course: it has no {SETTINGS}; make one with `autograder nbgrader build --course {root}`"
            )
        self.settings = read_settings(root.resolve())
        self.assignment = assignment
        self.directory = CourseDirectory(config=self.settings)
        path = self.folder("source") / NOTEBOOK
        if not path.is_file():
            raise CourseError(f"there is no {path}; write it with `autograder nbgrader build --course {root}`")
        self.notebook = nbformat.read(path, as_version=4)

    def folder(self, step: str, student: str = ".") -> Path:
        """Where a step of nbgrader keeps its files: "source", "submitted", "autograded"."""
        name = getattr(self.directory, f"{step}_directory")
        return Path(self.directory.format_path(name, student, self.assignment))

    def gradebook(self) -> Gradebook:
        """A connection to the gradebook, for a `with` statement."""
        folder = str(Path(sys.executable).parent)
        if folder not in os.environ["PATH"].split(os.pathsep):  # nbgrader calls `alembic` to make the first one
            os.environ["PATH"] = os.pathsep.join([folder, os.environ["PATH"]])
        return Gradebook(self.directory.db_url, self.directory.course_id)

    def students(self, wanted: Sequence[str] = ()) -> list[str]:
        """Who handed in, in order; raises `CourseError` for one of `wanted` who did not, and where nobody did."""
        found = sorted(NbGraderAPI(self.directory, config=self.settings).get_submitted_students(self.assignment))
        for student in wanted:
            if student not in found:
                raise CourseError(f"there is nothing of {student!r} at {self.folder('submitted', student)}")
        if not found:
            raise CourseError(f"nobody has handed in: there is no folder {self.folder('submitted', 'STUDENT')}")
        return [student for student in found if student in wanted or not wanted]

    def register(self) -> None:
        """See to it that the gradebook has the assignment with its cells, as `nbgrader generate_assignment` does.

        Raises `CourseError` where it has it with other cells.
        """
        wanted = {name: cell.metadata["nbgrader"]["points"] for name, cell in graded_cells(self.notebook).items()}
        with self.gradebook() as book:
            try:
                known = book.find_notebook(NOTEBOOK_NAME, self.assignment)
            except MissingEntry:
                book.update_or_create_assignment(self.assignment)
            else:
                if {cell.name: cell.max_score for cell in known.task_cells} != wanted:
                    raise CourseError(
                        f"the gradebook has other cells or points for {self.assignment} than its source: run "
                        f"`nbgrader generate_assignment {self.assignment} --force`"
                    )
                return
        notebook = copy.deepcopy(self.notebook)
        for step in (LockCells, CheckCellMetadata, ComputeChecksums, SaveCells):
            step(config=self.settings).preprocess(notebook, self.resources(""))

    def resources(self, student: str) -> dict:
        """What nbgrader's steps want to know."""
        names = {"notebook": NOTEBOOK_NAME, "assignment": self.assignment, "student": student}
        return {"nbgrader": {**names, "db_url": self.directory.db_url}}

    def timestamp(self, step: str, student: str) -> datetime.datetime | None:
        """When a student handed in, as a step of nbgrader noted it; None where that can not be read."""
        folder = self.folder(step, student)
        try:
            return self.directory.get_existing_timestamp(str(folder)) if (folder / TIMESTAMP).is_file() else None
        except Exception:  # nbgrader's own complaint about a bad one fails
            return None


def read_settings(root: Path) -> Config:
    """The settings of the machine, the user and the course, the last ones first."""
    app = NbGrader(log_level="ERROR")
    app.load_cwd_config = False
    app.load_config_file()
    Application.load_config_file(app, SETTINGS, path=str(root))
    settings = copy.deepcopy(app.config)
    settings.CourseDirectory.root = str(root)
    return settings


def grade_students(course: Course, judge: FreshJudge, students: Sequence[str]) -> Iterator[Outcome]:
    """Grade one student after the other; whatever goes wrong with one, the others are graded."""
    for student in students:
        try:
            yield grade_student(course, judge, student)
        except Exception as error:
            yield Outcome(student, None, remarks=(" ".join(f"{type(error).__name__}: {error}".split()),))


def grade_student(course: Course, judge: FreshJudge, student: str) -> Outcome:
    """Grade what a student handed in, and write it down: into the gradebook, and as the notebook for feedback."""
    grade, notebook = judge.grade(course.folder("submitted", student))
    repaired = repair(course.notebook, notebook)
    with course.gradebook() as book:
        remarks = record(book, course, student, grade, repaired)
    AssignLatePenalties(config=course.settings).preprocess(new_notebook(), course.resources(student))
    write_autograded(course, student, repaired)
    remarks = dict.fromkeys((*grade.notes, *repaired.damage, *remarks))
    return Outcome(student, grade.score, grade.max_score, tuple(remarks))


def record(book: Gradebook, course: Course, student: str, grade: Grade, repaired: Repaired) -> list[str]:
    """Write the judge's scores and comments; what a person wrote stays, and counts. Returns remarks.

    A person's score for a question that the judge now sees differently is to be looked at again.
    """
    book.update_or_create_student(student)
    moment = course.timestamp("submitted", student)
    known = {"timestamp": moment} if moment else {}
    with warnings.catch_warnings(action="ignore", category=SAWarning):  # of nbgrader's own objects
        submission = book.update_or_create_submission(course.assignment, student, **known)
    grades, comments = entries(submission)
    remarks = []
    for number, question in enumerate(grade.questions):
        name = score_cell(question.id)
        entry = grades.pop(name)
        if entry.manual_score is not None and entry.manual_score != question.score:
            remarks.append(f"{question.id}: a person's {entry.manual_score:g} counts, not our {question.score:g}")
            entry.needs_manual_grade = entry.needs_manual_grade or entry.auto_score != question.score
        else:
            entry.needs_manual_grade = False
        entry.auto_score = question.score
        notes = grade.notes if number == 0 else ()
        comments[name].auto_comment = comment_text("\n".join([*notes, question_text(question)]))
    for entry in grades.values():  # the written answers
        if not repaired.readable:
            entry.auto_score, entry.needs_manual_grade = 0, False
        elif entry.auto_score is not None:
            entry.auto_score, entry.needs_manual_grade = None, entry.manual_score is None
    book.db.commit()
    return remarks


def entries(submission: SubmittedAssignment) -> tuple[dict, dict]:
    """The grades and the comments of a submission, by the name of their cell."""
    (notebook,) = (notebook for notebook in submission.notebooks if notebook.name == NOTEBOOK_NAME)
    return {grade.name: grade for grade in notebook.grades}, {comment.name: comment for comment in notebook.comments}


def comment_text(text: str) -> str:
    """A text as nbgrader, which takes comments for Markdown with HTML, shows it word for word."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    plain = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
    return f"{fence}\n{plain}\n{fence}"


def write_autograded(course: Course, student: str, repaired: Repaired) -> None:
    """Write the notebook that a person marks and that feedback is made of; nothing in it has been run.

    One that nbgrader has made of the same version stays.
    """
    folder = course.folder("autograded", student)
    handed_in = course.timestamp("submitted", student)
    if is_executed(folder / NOTEBOOK) and course.timestamp("autograded", student) == handed_in:
        return
    write_atomically(folder / NOTEBOOK, to_text(repaired.notebook))
    (folder / TIMESTAMP).unlink(missing_ok=True)
    if handed_in:
        shutil.copyfile(course.folder("submitted", student) / TIMESTAMP, folder / TIMESTAMP)


def is_executed(path: Path) -> bool:
    """Whether there is a notebook that nbgrader has made, rather than `repair`."""
    try:
        return MARK not in json.loads(path.read_bytes())["metadata"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
