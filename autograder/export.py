"""Grades in the forms that learning systems import: Canvas, Moodle, and a plain table.

Sources: Canvas, "How do I import grades in the Gradebook?" (community.canvaslms.com): the exported gradebook with a
column for each assignment; Moodle, "Grade import" (docs.moodle.org): a column that identifies students, and one for
each grade item.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.config import LabConfig

MANUAL = "reflection"
MANUAL_POINTS = 10
TOTAL = "total"
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
"""What Canvas itself exports in front of the assignments; it finds students by `ID`."""
MOODLE_COLUMNS = ("Email address", "ID number", "Username")
"""Moodle finds students by one of these."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (owasp.org, "CSV Injection")."""


class ExportError(Exception):
    """A file can not be used; the text names it, and the line where there is one."""


@dataclass(frozen=True)
class Row:
    """One student: points by question, and those that a person gave, None where nobody did yet."""

    student: str
    scores: dict[str, float]
    manual: float | None = None
    people: dict[str, str] = field(default_factory=dict)
    """The student's line of the roster, by column."""

    @property
    def total(self) -> float:
        return sum(self.scores.values()) + (self.manual or 0)


def read_results(paths: Iterable[Path], config: LabConfig) -> tuple[list[Row], list[str]]:
    """A row for each results file, by student; and a sentence for each file that is none.

    Folders stand for the `.json` files in them. A student is the file's name, or, where Gradescope's metadata are in
    the results, each e-mail address of the group that handed in.
    """
    rows: dict[str, Row] = {}
    problems = []
    for path in paths:
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
        problems += [] if files else [f"{path}: no results (*.json) in this folder"]
        for file in files:
            try:
                for row in _rows(file, config):
                    if row.student in rows:
                        raise ExportError(f"{file}: there are results of {row.student} already")
                    rows[row.student] = row
            except ExportError as error:
                problems.append(str(error))
    return [rows[student] for student in sorted(rows)], problems


def _rows(path: Path, config: LabConfig) -> list[Row]:
    try:
        extra = json.loads(path.read_text(encoding="utf-8"))["extra_data"]
        scores = {q.id: float(extra["questions"][q.id]["score"]) for q in config.questions}
        users = [str(user["email"]) for user in (extra.get("submission") or {}).get("users", []) if user.get("email")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ExportError(f"{path}: no results of `autograder grade --results` ({reason})") from None
    return [Row(student, scores) for student in dict.fromkeys(users) or [path.stem]]


def with_manual_points(rows: Sequence[Row], sheet: Path) -> list[Row]:
    """The rows with a TA's points: a CSV with a column `student`, and others that hold the points.

    Raises `ExportError` for an unknown student, and for points that are no number from 0 to 10 in all. An empty cell is
    no zero: who has one has no points yet.
    """
    given: dict[str, float | None] = {}
    students = {row.student for row in rows}
    for number, line in _lines(sheet, "student"):
        student = line.pop("student").strip()
        where = f"{sheet}, line {number}"
        if student not in students:
            raise ExportError(f"{where}: there are no results of {student!r}")
        if student in given:
            raise ExportError(f"{where}: {student} has a line already")
        given[student] = _points(line, where)
    return [Row(row.student, row.scores, given.get(row.student), row.people) for row in rows]


def _points(cells: dict[str, str], where: str) -> float | None:
    if any(not text.strip() for text in cells.values()):
        return None
    try:
        points = [float(text) for text in cells.values()]
    except ValueError as error:
        raise ExportError(f"{where}: {error}") from None
    if not all(0 <= value <= MANUAL_POINTS for value in [*points, sum(points)]):
        raise ExportError(f"{where}: {sum(points):g} points, but {MANUAL} has 0 to {MANUAL_POINTS}")
    return sum(points)


def with_people(rows: Sequence[Row], roster: Path, key: str) -> tuple[list[Row], list[str]]:
    """The rows with each student's line of a roster, found by its column `key`; and who is not in it.

    For Canvas the roster is the gradebook that it exports. Raises `ExportError` where there is no such column.
    """
    people = {line[key].strip(): line for _, line in _lines(roster, key)}
    unknown = [row.student for row in rows if row.student not in people]
    return [Row(row.student, row.scores, row.manual, people.get(row.student, {})) for row in rows], unknown


def _lines(path: Path, needed: str) -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with their numbers; raises `ExportError` where it has no column `needed`."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            if needed not in (reader.fieldnames or []):
                raise ExportError(f"{path}: there is no column {needed!r}")
            return [(reader.line_num, {name: text for name, text in line.items() if name}) for line in reader]
    except (OSError, ValueError, csv.Error) as error:
        raise ExportError(f"{path}: can not be read ({error})") from None


def plain(rows: Sequence[Row], config: LabConfig) -> str:
    """A line for each student: points by question, by a person, and in all."""
    header = ["student", *(q.id for q in config.questions), MANUAL, TOTAL]
    return _csv(header, [[row.student, *_marks(row, config), row.total] for row in rows])


def canvas(rows: Sequence[Row], config: LabConfig) -> str:
    """For "Import" in Canvas's gradebook: its own columns from the roster, a line of points possible, the questions."""
    possible = ["    Points Possible", "", "", "", "", *(q.points for q in config.questions), MANUAL_POINTS]
    names = [f"{config.package}: {name}" for name in [*(q.id for q in config.questions), MANUAL]]
    lines = [[*_person(row), *_marks(row, config)] for row in rows]
    return _csv([*CANVAS_COLUMNS, *names], [possible, *lines])


def _person(row: Row) -> list[str]:
    if row.people:
        return [row.people.get(column, "") for column in CANVAS_COLUMNS]
    return [row.student, "", "", row.student, ""]


def moodle(rows: Sequence[Row], config: LabConfig) -> str:
    """For "Grades, Import, CSV file" in Moodle: map the first column to a user field, the others to grade items."""
    known = {column for row in rows for column in row.people}
    column = next((column for column in MOODLE_COLUMNS if column in known), MOODLE_COLUMNS[0])
    header = [column, *(f"{config.package}: {q.id}" for q in config.questions), f"{config.package}: {MANUAL}"]
    return _csv(header, [[row.people.get(column, row.student), *_marks(row, config)] for row in rows])


def _marks(row: Row, config: LabConfig) -> list[float | str]:
    return [*(row.scores[q.id] for q in config.questions), "" if row.manual is None else row.manual]


def _csv(header: Sequence[str], lines: Iterable[Sequence[float | str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(value) for value in line] for line in [header, *lines])
    return text.getvalue()


def _cell(value: float | str) -> str:
    """A cell as text; a quote before what a spreadsheet would run."""
    if not isinstance(value, str):
        return f"{value:g}"
    return f"'{value}" if value.startswith(FORMULA) else value
