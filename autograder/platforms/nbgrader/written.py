"""Writes the marks of a reading desk into nbgrader's gradebook: points and comments for each written answer."""

import warnings

from nbgrader.api import MissingEntry
from sqlalchemy.exc import SAWarning

from autograder.course.desk.marks import Joined
from autograder.course.desk.sheet import read_answers
from autograder.platforms.nbgrader.grades import Course, comment_text, entries


def record_marks(course: Course, joined: Joined) -> tuple[int, list[str]]:
    """Write what readers gave; returns how many answers got points, and remarks on what is not there.

    An answer without points stays as it is, and is still to be read in the formgrader. A score that a person gave
    there is replaced, and named where it was another one.
    """
    cells = cells_of(course, [asked.cell for asked in joined.asked])
    written, remarks = 0, []
    with course.gradebook() as book, warnings.catch_warnings(action="ignore", category=SAWarning):
        for student in joined.students:
            try:
                submission = book.find_submission(course.assignment, student)
            except MissingEntry:
                remarks.append(f"{student} is not in the gradebook: grade the course first")
                continue
            grades, comments = entries(course, submission)
            for asked, read in read_answers(joined, student).items():
                name = cells.get(asked, "")
                if read.points is None or name not in grades:
                    continue
                before = grades[name].manual_score
                if before is not None and before != read.points:
                    remarks.append(f"{student}, {asked}: {read.points:g} replaces a person's {before:g}")
                grades[name].manual_score, grades[name].needs_manual_grade = read.points, False
                comments[name].manual_comment = comment_text("\n".join(read.comments)) if read.comments else None
                written += 1
        book.db.commit()
    return written, remarks


def cells_of(course: Course, answers: list[str]) -> dict[str, str]:
    """By answer, the cell of the course's notebook that has its points: the one above it."""
    names = [cell.metadata.get("name", cell.get("id", "")) for cell in course.notebook.cells]
    return {answer: names[names.index(answer) - 1] for answer in answers if answer in names[1:]}
