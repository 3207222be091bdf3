"""The marks of a reading desk in nbgrader's gradebook."""

from pathlib import Path

import pytest
from support.lab import LAB, SETTINGS
from support.lazy import lazy

from autograder.course.desk.marks import AskedFor, Mark, MarksFile, join
from autograder.course.desk.questions import read_written

course_of = lazy("autograder.platforms.nbgrader.course")
grades = lazy("autograder.platforms.nbgrader.grades")
written = lazy("autograder.platforms.nbgrader.written")

pytestmark = pytest.mark.slow


def test_points_and_comments_reach_the_gradebook(tmp_path):
    asked = tuple(AskedFor(one.asked.cell, one.asked.title, one.asked.points) for one in read_written(LAB).questions)
    cells = [one.cell for one in asked]
    students = {"ada": {cell: f"a{n}" for n, cell in enumerate(cells)}, "zoe": dict.fromkeys(cells, "")}
    marks = {"a0": Mark(1, 1.5, ("Say `why`.",)), "a1": Mark(1, None, (), True)}
    joined = join([MarksFile(Path("x"), "d", "1", "Ada", False, asked, students, marks)])
    course_of.build(LAB, tmp_path)
    course = grades.Course(LAB, tmp_path, SETTINGS.package)
    course.register()
    with course.gradebook() as book:
        book.update_or_create_student("ada")
        book.update_or_create_submission(course.assignment, "ada")
    count, remarks = written.record_marks(course, joined)
    assert count == 1 and remarks == ["zoe is not in the gradebook: grade the course first"]
    with course.gradebook() as book:
        points, comments = grades.entries(course, book.find_submission(course.assignment, "ada"))
        first, second = points[f"{cells[0]}_question"], points[f"{cells[1]}_question"]
        assert first.manual_score == 1.5 and not first.needs_manual_grade and second.manual_score is None
        assert "Say `why`." in comments[f"{cells[0]}_question"].comment
    changed = join([MarksFile(Path("x"), "d", "1", "Ada", False, asked, students, {"a0": Mark(1, 2)})])
    assert "2 replaces a person's 1.5" in written.record_marks(course, changed)[1][0]
