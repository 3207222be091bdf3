"""Grades what students handed in to a course of nbgrader, and writes scores and comments into its gradebook.

Source: https://nbgrader.readthedocs.io/en/stable/api/gradebook.html
"""

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
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_notebook
from nbgrader.api import Comment, Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.api import Grade as Entry
from nbgrader.apps import NbGrader, NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, ComputeChecksums, LockCells, SaveCells
from sqlalchemy.exc import SAWarning
from traitlets.config import Application, Config

from autograder.authoring.release.notebook import to_text
from autograder.grading.certain import certainly_read
from autograder.grading.grade import Grade
from autograder.grading.results.sentences import question_text
from autograder.grading.rounds import AllLost, End, Pool, Rounds, as_it_is
from autograder.grading.submission.read import Submission, read_submission
from autograder.lab import Lab
from autograder.lib.errors import CourseError
from autograder.lib.files import write_atomically
from autograder.platforms.nbgrader.course import SETTINGS
from autograder.platforms.nbgrader.notebook import MARK, Repaired, graded_cells, repair, score_cell

TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Outcome:
    """What became of a student's submission: `score` is None where the grader failed; `remarks` are a sentence each."""

    student: str
    score: float | None
    max_score: float = 0
    remarks: tuple[str, ...] = ()


class Course:
    """A course on disk, with the settings that nbgrader reads; raises `CourseError` where there is none."""

    def __init__(self, lab: Lab, root: Path, assignment: str) -> None:
        if not (root / SETTINGS).is_file():
            raise CourseError(
                f"{root} is no course: it has no {SETTINGS}; make one with `autograder nbgrader build --course {root}`"
            )
        self.lab, self.assignment = lab, assignment
        self.settings = read_settings(root.resolve())
        self.directory = CourseDirectory(config=self.settings)
        path = self.folder("source") / lab.settings.notebook
        if not path.is_file():
            raise CourseError(f"there is no {path}; write it with `autograder nbgrader build --course {root}`")
        self.notebook = nbformat.read(path, as_version=4)

    @property
    def notebook_name(self) -> str:
        """What nbgrader calls the notebook: its file name without suffix."""
        return Path(self.lab.settings.notebook).stem

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
        """Who handed in, in order. Raises `CourseError` for one of `wanted` who did not, and where nobody did."""
        found = sorted(NbGraderAPI(self.directory, config=self.settings).get_submitted_students(self.assignment))
        for student in wanted:
            if student not in found:
                raise CourseError(f"there is nothing of {student!r} at {self.folder('submitted', student)}")
        if not found:
            raise CourseError(f"nobody has handed in: there is no folder {self.folder('submitted', 'STUDENT')}")
        return [student for student in found if student in wanted or not wanted]

    def register(self) -> None:
        """Write the assignment and its cells into the gradebook, as `nbgrader generate_assignment` does.

        Raises `CourseError` where the gradebook has the assignment with other cells.
        """
        wanted = {name: cell.metadata["nbgrader"]["points"] for name, cell in graded_cells(self.notebook).items()}
        with self.gradebook() as book:
            try:
                known = book.find_notebook(self.notebook_name, self.assignment)
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

    def resources(self, student: str) -> dict[str, Any]:
        """What nbgrader's steps need to know."""
        names = {"notebook": self.notebook_name, "assignment": self.assignment, "student": student}
        return {"nbgrader": {**names, "db_url": self.directory.db_url}}

    def timestamp(self, step: str, student: str) -> datetime.datetime | None:
        """When a student handed in, as a step of nbgrader noted it; None where that cannot be read."""
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
    settings: Config = copy.deepcopy(app.config)
    settings.CourseDirectory.root = str(root)
    return settings


def grade_students(
    course: Course, pool: Pool, students: Sequence[str], shown_of: Callable[[str], None] = lambda student: None
) -> Iterator[Outcome]:
    """Grade students in parallel, and record one after the other; a failure with one does not affect the others.

    `shown_of` is called when the first of the two rounds has been through with a student.
    """
    read = partial(submission_of, course)
    rounds = Rounds(pool, read, as_it_is, shown_of)
    for student in students:
        rounds.add(student, read(student))
    try:
        for end in rounds.grades():
            yield outcome_of(course, end)
    except AllLost as error:
        yield from (Outcome(student, None, remarks=(on_one_line(error),)) for student in error.names)


def submission_of(course: Course, student: str) -> Submission:
    """What a student handed in; an empty submission where that cannot be read."""
    return certainly_read(lambda: read_submission(course.folder("submitted", student), course.lab.settings))


def outcome_of(course: Course, end: End[Grade]) -> Outcome:
    """Record a grade; where that or the grading fails, the outcome says why."""
    try:
        if end.value is None:
            raise end.error or CourseError("there is no grade")
        return record_grade(course, end.name, end.value, submission_of(course, end.name).notebook)
    except Exception as error:
        return Outcome(end.name, None, remarks=(on_one_line(error),))


def on_one_line(error: Exception) -> str:
    """The name and the text of an exception."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def record_grade(course: Course, student: str, grade: Grade, notebook: bytes | None) -> Outcome:
    """Write a grade into the gradebook, and the notebook for feedback."""
    repaired = repair(course.notebook, notebook)
    with course.gradebook() as book:
        remarks = record(book, course, student, grade, repaired)
    AssignLatePenalties(config=course.settings).preprocess(new_notebook(), course.resources(student))
    write_autograded(course, student, repaired)
    unique = dict.fromkeys((*grade.notes, *repaired.damage, *remarks))
    return Outcome(student, grade.score, grade.max_score, tuple(unique))


def record(book: Gradebook, course: Course, student: str, grade: Grade, repaired: Repaired) -> list[str]:
    """Write the judge's scores and comments; what a person wrote stays, and counts. Returns remarks.

    A person has to look again at their score for a question where the judge's score has changed.
    """
    book.update_or_create_student(student)
    moment = course.timestamp("submitted", student)
    known = {"timestamp": moment} if moment else {}
    with warnings.catch_warnings(action="ignore", category=SAWarning):  # of nbgrader's own objects
        submission = book.update_or_create_submission(course.assignment, student, **known)
    grades, comments = entries(course, submission)
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


def entries(course: Course, submission: SubmittedAssignment) -> tuple[dict[str, Entry], dict[str, Comment]]:
    """The grades and the comments of a submission, by the name of their cell."""
    (notebook,) = (notebook for notebook in submission.notebooks if notebook.name == course.notebook_name)
    return {grade.name: grade for grade in notebook.grades}, {comment.name: comment for comment in notebook.comments}


def comment_text(text: str) -> str:
    """A text in the form that nbgrader, which reads comments as Markdown with HTML, shows word for word."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    plain = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
    return f"{fence}\n{plain}\n{fence}"


def write_autograded(course: Course, student: str, repaired: Repaired) -> None:
    """Write the notebook that a person marks and that feedback is made of; nothing in it has been run.

    A notebook that nbgrader made of the same submission stays.
    """
    folder = course.folder("autograded", student)
    handed_in = course.timestamp("submitted", student)
    path = folder / course.lab.settings.notebook
    if is_executed(path) and course.timestamp("autograded", student) == handed_in:
        return
    write_atomically(path, to_text(repaired.notebook))
    (folder / TIMESTAMP).unlink(missing_ok=True)
    if handed_in:
        shutil.copyfile(course.folder("submitted", student) / TIMESTAMP, folder / TIMESTAMP)


def is_executed(path: Path) -> bool:
    """Whether there is a notebook, and nbgrader made it rather than `repair`."""
    try:
        return MARK not in json.loads(path.read_bytes())["metadata"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
