"""The class as a table, for spreadsheets (CSV) and for data frames (parquet): a row for each submission."""

import io
from collections.abc import Mapping, Sequence

import pyarrow
from pyarrow import parquet

from autograder.course.report.classroom import Classroom, Graded
from autograder.lib import tables
from autograder.lib.tables import harmless


def columns(classroom: Classroom) -> dict[str, pyarrow.Array]:
    """The columns of the table by name: student, status, score, questions (in points), seconds, figures, mistakes.

    Where somebody handed in late, there is a column `late`. What is not known is null.
    """
    students = classroom.students
    grades = [student if isinstance(student, Graded) else None for student in students]
    figures = sorted({name for student in classroom.graded for name in student.figures})
    questions = [question.id for question in classroom.questions]
    numbers: dict[str, Sequence[float | None]] = {
        "score": [grade.score if grade else None for grade in grades],
        "max_score": [classroom.max_score for _ in students],
        **{name: [grade.points[name] if grade else None for grade in grades] for name in questions},
        "seconds": [student.seconds for student in students],
        **{name: [grade.figures.get(name) if grade else None for grade in grades] for name in figures},
    }
    texts = {
        "student": [student.name for student in students],
        "status": ["graded" if grade else "not graded" for grade in grades],
    }
    words = {"mistakes": [" ".join(grade.mistakes) if grade else "" for grade in grades]}
    if classroom.late:
        words["late"] = [student.late for student in students]
    return {
        **_typed(texts, pyarrow.string()),
        **_typed(numbers, pyarrow.float64()),
        **_typed(words, pyarrow.string()),
    }


def as_parquet(classroom: Classroom) -> bytes:
    """The table as the bytes of a parquet file."""
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(columns(classroom)), sink)
    return sink.getvalue()


def as_csv(classroom: Classroom) -> str:
    """The table as CSV; no text in it is a formula for a spreadsheet."""
    table = {name: array.to_pylist() for name, array in columns(classroom).items()}
    rows = ([_cell(value) for value in row] for row in zip(*table.values(), strict=True))
    return tables.as_csv([[harmless(name) for name in table], *rows])


def _typed(table: Mapping[str, Sequence[str | float | None]], kind: pyarrow.DataType) -> dict[str, pyarrow.Array]:
    return {name: pyarrow.array(values, kind) for name, values in table.items()}


def _cell(value: str | float | None) -> str:
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else f"{value:.10g}"
