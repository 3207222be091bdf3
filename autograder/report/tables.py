"""The class as a table, for spreadsheets (CSV) and for data frames (parquet): a row for each submission."""

import csv
import io

import pyarrow
from pyarrow import parquet

from autograder.export import harmless
from autograder.report.classroom import Classroom


def columns(classroom: Classroom) -> dict[str, pyarrow.Array]:
    """The columns of the table by name: student, status, score, questions (in points), seconds, losses, mistakes.

    What is not known is null.
    """
    students = classroom.students
    figures = sorted({name for student in students for name in student.figures})
    points = {
        question.id: [None if s.points is None else s.points[question.id] for s in students]
        for question in classroom.questions
    }
    numbers = {
        "score": [student.score for student in students],
        "max_score": [classroom.max_score for _ in students],
        **points,
        "seconds": [student.seconds for student in students],
        **{name: [student.figures.get(name) for student in students] for name in figures},
    }
    texts = {
        "student": [student.name for student in students],
        "status": ["not graded" if student.points is None else "graded" for student in students],
    }
    mistakes = {"mistakes": [" ".join(student.mistakes) for student in students]}
    return _typed(texts, pyarrow.string()) | _typed(numbers, pyarrow.float64()) | _typed(mistakes, pyarrow.string())


def as_parquet(classroom: Classroom) -> bytes:
    """The table as the bytes of a parquet file."""
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(columns(classroom)), sink)
    return sink.getvalue()


def as_csv(classroom: Classroom) -> str:
    """The table as CSV; no text in it is a formula for a spreadsheet."""
    table = {name: array.to_pylist() for name, array in columns(classroom).items()}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([harmless(name) for name in table])
    writer.writerows([_cell(value) for value in row] for row in zip(*table.values(), strict=True))
    return text.getvalue()


def _typed(table: dict[str, list], kind: pyarrow.DataType) -> dict[str, pyarrow.Array]:
    return {name: pyarrow.array(values, kind) for name, values in table.items()}


def _cell(value: str | float | None) -> str:
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else f"{value:.10g}"
