"""Grades as CSV files that learning systems import: by question, with a person's points for the written one.

Canvas: five columns say who a student is, then a column for each assignment; "Points Possible" is the second row.
Moodle: one column says who a student is, then one for each grade item and one for its feedback; "-" is no grade.
Sources:
https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
https://docs.moodle.org/405/en/Grade_import
https://github.com/moodle/moodle/blob/main/grade/import/csv/classes/load_data.php
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.grading.results.schema import Results, read_results, results_files, student_of
from autograder.lab.settings import Settings, Written
from autograder.lib.errors import GradebookError, ResultsError
from autograder.lib.tables import as_csv, harmless, read_table

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_COLUMNS = ("Email address", "ID number", "Username")
IDENTIFIERS = ("file", *CANVAS_COLUMNS[1:4], *MOODLE_COLUMNS)
"""Columns of a roster that identify a student; `file` is the name of the results file, for courses that need it."""
Line = dict[str, str]
"""A line of a sheet, by column."""


@dataclass(frozen=True)
class Row:
    """One student: points by question (None: not known), feedback by question, and the columns of the roster."""

    student: str
    points: dict[str, float | None]
    feedback: dict[str, str] = field(default_factory=dict)
    name: str = ""
    roster: Line = field(default_factory=dict)


@dataclass(frozen=True)
class Gradebook:
    """A row for each student, a sentence for everything that was left out, and the students it belonged to."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Roster:
    """The students of a course, found by any of their identifiers in upper or lower case."""

    path: Path
    students: tuple[Line, ...]
    by_identifier: dict[str, Line]

    def find(self, student: str) -> Line | None:
        """The line of a student; None for an unknown one."""
        return self.by_identifier.get(key_of(student))


def read_roster(path: Path) -> Roster:
    """Read a roster; raises `GradebookError`, which names each bad line, where it cannot be used."""
    students: list[Line] = []
    by_identifier: dict[str, Line] = {}
    problems = []
    for line, entry in read_table(path):
        if "Points Possible" in entry.get("Student", "") or not identifiers(entry):
            continue  # Canvas's own rows: points, and "Manual Posting"
        students.append(entry)
        for value in identifiers(entry):
            if by_identifier.setdefault(value, entry) is not entry:
                problems.append(f"{path}, line {line}: {value!r} is also an identifier of an earlier student")
    if not students:
        problems.append(f"{path}: no student has an identifier; give one of the columns {', '.join(IDENTIFIERS)}")
    if problems:
        raise GradebookError("\n".join(problems))
    return Roster(path, tuple(students), by_identifier)


def read_gradebook(paths: Iterable[Path], settings: Settings) -> Gradebook:
    """Read results files, and folders of them; a bad one costs only its own students."""
    rows: dict[str, tuple[Row, Path]] = {}
    problems: list[str] = []
    left_out: set[str] = set()
    for path in results_files(paths):
        try:
            found = rows_of(read_results(path), student_of(path), settings)
        except ResultsError as error:
            problems.append(f"{path}: {error}; left out")
            left_out.add(key_of(student_of(path)))
            continue
        for row in found:
            key = key_of(row.student)
            if key in rows:
                problems.append(f"{path}: {row.student} is also in {rows[key][1]}; left out")
            else:
                rows[key] = (row, path)
    return Gradebook(tuple(rows[key][0] for key in sorted(rows)), tuple(problems), frozenset(left_out))


def rows_of(results: Results, student: str, settings: Settings) -> list[Row]:
    """The rows of a results file, one for each member of a group; raises `ResultsError` where it lacks something."""
    row = Row(student, dict(results.points(settings.questions)), _feedback(results))
    members = results.members()
    if not members:
        return [row]
    return [replace(row, student=str(user.email or user.id), name=user.name or "") for user in members]


def with_roster(gradebook: Gradebook, roster: Roster) -> tuple[Gradebook, tuple[str, ...]]:
    """The rows with the roster's columns for each student, and the students who have no results."""
    rows: list[Row] = []
    problems = list(gradebook.problems)
    seen: set[int] = set()
    left_out = set(gradebook.left_out)
    for row in gradebook.rows:
        entry = roster.find(row.student)
        if entry is None:
            left_out.add(key_of(row.student))
            problems.append(f"{row.student} is not in {roster.path}: add a column `file` that has this name; left out")
        elif id(entry) in seen:
            problems.append(f"{row.student} is a student of {roster.path} who already has results; left out")
        else:
            seen.add(id(entry))
            rows.append(replace(row, roster=entry, name=entry.get("Student") or row.name))
    absent = tuple(_label(entry) for entry in roster.students if id(entry) not in seen)
    return Gradebook(tuple(rows), tuple(problems), frozenset(left_out)), absent


def with_written(
    gradebook: Gradebook, sheet: Path, settings: Settings, roster: Roster | None
) -> tuple[Gradebook, tuple[str, ...]]:
    """The rows with a person's points for the written question, and notes on students who lack points or results.

    Raises `GradebookError`, which names each bad line, where the sheet cannot be trusted.
    """
    written = settings.written
    if written is None:
        raise GradebookError(f"{sheet} cannot be used: this lab has no question that a person reads")
    given, strangers = _given_points(gradebook, sheet, written, roster)
    rows = tuple(replace(row, points=row.points | {written.id: given.get(row.student)}) for row in gradebook.rows)
    missing = [row.student for row in rows if row.points[written.id] is None]
    notes = [f"no points for {written.id}, left blank: {', '.join(missing)}"] if missing else []
    if strangers:
        notes.append(f"{sheet} has points for students without results, left out: {', '.join(strangers)}")
    return replace(gradebook, rows=rows), tuple(notes)


def written_points(entry: Line, written: Written) -> float | None:
    """A line's points: the column named after the question, or the sum of `ID_1`, `ID_2` and so on; None where blank.

    Raises `ValueError` for what is no number, negative or too large.
    """
    columns = [name for name in entry if name == written.id or name.startswith(f"{written.id}_")]
    if not columns or (written.id in columns and len(columns) > 1):
        raise ValueError(f"give a column `{written.id}`, or the columns `{written.id}_1`, `{written.id}_2` and so on")
    if not any(entry[name] for name in columns):
        return None
    total = sum(_number(name, entry[name]) for name in columns)
    if total > written.points:
        raise ValueError(f"{total:g} points for {written.id} are too many: there are {written.points:g}")
    return total


def canvas(rows: tuple[Row, ...], settings: Settings) -> str:
    """For Canvas's gradebook: by assignment, with the row of possible points."""
    maxima = _maxima(rows, settings)
    table = [
        [*CANVAS_COLUMNS, *(f"{settings.package} {question}" for question in maxima)],
        ["    Points Possible", *[""] * (len(CANVAS_COLUMNS) - 1), *map(_text, maxima.values())],
    ]
    for row in rows:
        entry = row.roster or {"Student": row.name or row.student, "SIS Login ID": row.student}
        who = [entry.get(column, "") for column in CANVAS_COLUMNS]
        table.append([*map(harmless, who), *(_text(row.points[question]) for question in maxima)])
    return as_csv(table)


def moodle(rows: tuple[Row, ...], settings: Settings) -> str:
    """For Moodle's gradebook: by grade item, each with its feedback."""
    maxima = _maxima(rows, settings)
    column = next((name for name in MOODLE_COLUMNS if all(row.roster.get(name) for row in rows)), None)
    emails = all("@" in row.student for row in rows)
    items = [f"{settings.package} {question}{part}" for question in maxima for part in ("", " feedback")]
    table = [[column or MOODLE_COLUMNS[0 if emails else 1], *items]]
    for row in rows:
        cells = [harmless(row.roster[column] if column else row.student)]
        for question in maxima:
            cells += [_text(row.points[question]) or "-", harmless(row.feedback.get(question, ""))]
        table.append(cells)
    return as_csv(table)


def plain(rows: tuple[Row, ...], settings: Settings) -> str:
    """For spreadsheets: by question, with totals; the total is blank where a part of it is."""
    maxima = _maxima(rows, settings)
    table = [["student", "name", *maxima, "total"]]
    for row in rows:
        points = [row.points[question] for question in maxima]
        known = [value for value in points if value is not None]
        total = sum(known) if len(known) == len(points) else None
        table.append([harmless(row.student), harmless(row.name), *map(_text, points), _text(total)])
    return as_csv(table)


WRITERS: dict[str, Callable[[tuple[Row, ...], Settings], str]] = {"canvas": canvas, "moodle": moodle, "plain": plain}


def identifiers(entry: Line) -> list[str]:
    """The names that the results file of a student of a roster may have."""
    return list(dict.fromkeys(key_of(entry[name]) for name in IDENTIFIERS if entry.get(name)))


def key_of(student: str) -> str:
    """A student's identifier, the same in upper and lower case."""
    return student.strip().casefold()


def _given_points(
    gradebook: Gradebook, sheet: Path, written: Written, roster: Roster | None
) -> tuple[dict[str, float | None], list[str]]:
    """A sheet's points by student, and who is in it without results; raises `GradebookError`."""
    known = {key: row.student for row in gradebook.rows for key in (key_of(row.student), *identifiers(row.roster))}
    given: dict[str, float | None] = {}
    problems: list[str] = []
    strangers: list[str] = []
    for line, entry in read_table(sheet, "student"):
        name = entry["student"]
        student = known.get(key_of(name))
        try:
            points = written_points(entry, written)
            if student in given:
                raise ValueError(f"a second line for {name}")
            if student is not None:
                given[student] = points
            elif key_of(name) in gradebook.left_out or (roster and roster.find(name)):
                strangers.append(name)
            else:
                raise ValueError(f"unknown student {name!r}: no results have this name")
        except ValueError as error:
            problems.append(f"{sheet}, line {line}: {error}")
    if problems:
        raise GradebookError("\n".join(problems))
    return given, strangers


def _feedback(results: Results) -> dict[str, str]:
    """The feedback on each question that a student may read at once, without later and hidden texts."""
    found: dict[str, list[str]] = {}
    for test in results.tests:
        if test.visibility == "visible":
            found.setdefault(test.number, []).append(test.output)
    return {question: "\n".join(texts) for question, texts in found.items()}


def _number(column: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{column} is {text!r}, which is no number" if text else f"{column} is blank, others are not")
    if value < 0:
        raise ValueError(f"{column} is {text}: points are not negative")
    return value


def _maxima(rows: tuple[Row, ...], settings: Settings) -> dict[str, float]:
    """The questions to export, with their points; the written one only where its points are known."""
    maxima = {question.id: question.points for question in settings.questions}
    written = settings.written
    if written is not None and any(written.id in row.points for row in rows):
        maxima[written.id] = written.points
    return maxima


def _label(entry: Line) -> str:
    return entry.get("Student") or next(entry[name] for name in IDENTIFIERS if entry.get(name))


def _text(points: float | None) -> str:
    return "" if points is None else f"{round(points, 2):g}"
