"""Grades as CSV files that learning systems import: by question, with what a person gave for `reflection`.

Canvas: five columns say who a student is, then a column for each assignment; "Points Possible" is the second row.
Moodle: one column says who a student is, then one for each grade item and one for its feedback; "-" is no grade.
Sources:
https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
https://docs.moodle.org/405/en/Grade_import
https://github.com/moodle/moodle/blob/main/grade/import/csv/classes/load_data.php
"""

import csv
import io
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.config import LabConfig

MANUAL, MANUAL_POINTS = "reflection", 10
"""The question that a person reads, and its points."""
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_COLUMNS = ("Email address", "ID number", "Username")
IDENTIFIERS = ("file", *CANVAS_COLUMNS[1:4], *MOODLE_COLUMNS)
"""Columns of a roster that name a student; `file` is the name of the results file, for courses that need it."""


class ExportError(Exception):
    """A sheet or a roster can not be used; each line of the text is one sentence with file and line."""


@dataclass(frozen=True)
class Row:
    """One student: points by question (None: not known), feedback by question, and the columns of the roster."""

    student: str
    points: dict[str, float | None]
    feedback: dict[str, str] = field(default_factory=dict)
    name: str = ""
    roster: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """What was read: a row for each student, a sentence for each thing left out, and the students left out with it."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()


class Roster:
    """The students of a course, found by any of their identifiers, whatever the case of its letters."""

    def __init__(self, path: Path):
        self.path = path
        self.students: list[dict[str, str]] = []
        self.by_identifier: dict[str, dict[str, str]] = {}
        problems = []
        for line, entry in read_table(path):
            if "Points Possible" in entry.get("Student", "") or not identifiers(entry):
                continue  # Canvas's own rows: points, and "Manual Posting"
            self.students.append(entry)
            for value in identifiers(entry):
                if self.by_identifier.setdefault(value, entry) is not entry:
                    problems.append(f"{path}, line {line}: {value!r} names an earlier student, too")
        if not self.students:
            problems.append(f"{path}: no student has an identifier; give one of the columns {', '.join(IDENTIFIERS)}")
        if problems:
            raise ExportError("\n".join(problems))

    def find(self, student: str) -> dict[str, str] | None:
        """The entry of a student; None for an unknown one."""
        return self.by_identifier.get(key_of(student))


def read_results(paths: Iterable[Path], config: LabConfig) -> Results:
    """Read results files, and folders of them; a bad one costs its own students only."""
    rows: dict[str, tuple[Row, Path]] = {}
    problems: list[str] = []
    left_out: set[str] = set()
    for path in results_files(paths):
        try:
            found = rows_of(json.loads(path.read_text(encoding="utf-8")), student_of(path), config)
        except (OSError, ValueError, RecursionError) as error:
            problems.append(f"{path}: {' '.join(str(error).split())}; left out")
            left_out.add(key_of(student_of(path)))
            continue
        for row in found:
            key = key_of(row.student)
            if key in rows:
                problems.append(f"{path}: {row.student} is in {rows[key][1]}, too; left out")
            else:
                rows[key] = (row, path)
    return Results(tuple(rows[key][0] for key in sorted(rows)), tuple(problems), frozenset(left_out))


def results_files(paths: Iterable[Path]) -> list[Path]:
    """The results files among these: `NAME.json` and `NAME/results.json` where one is a folder."""
    files: list[Path] = []
    for path in paths:
        files += sorted([*path.glob("*.json"), *path.glob("*/results.json")]) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def student_of(path: Path) -> str:
    """Whose results a file has: its name without suffix, or that of its folder where it is `results.json`."""
    return path.resolve().parent.name if path.name == "results.json" else path.stem


def rows_of(raw: Any, student: str, config: LabConfig) -> list[Row]:
    """The rows of a results file, one for each member of a group; raises `ValueError` where it is none."""
    extra = raw.get("extra_data") if isinstance(raw, dict) else None
    if not isinstance(extra, dict) or not isinstance(extra.get("questions"), dict):
        raise ValueError("this is no results file of `autograder grade`")
    points = {question.id: _score(extra["questions"], question.id, question.points) for question in config.questions}
    row = Row(student, points, _feedback(raw.get("tests")))
    submission = extra.get("submission")
    users = submission.get("users") if isinstance(submission, dict) else None
    if not users:
        return [row]
    if not all(isinstance(user, dict) and (user.get("email") or user.get("id")) for user in users):
        raise ValueError("a user in its submission metadata has neither email nor id")
    return [
        replace(row, student=str(user.get("email") or user["id"]), name=str(user.get("name") or "")) for user in users
    ]


def with_roster(results: Results, roster: Roster) -> tuple[Results, tuple[str, ...]]:
    """The rows with what the roster says about each student; returns also the students without results."""
    rows: list[Row] = []
    problems = list(results.problems)
    seen: set[int] = set()
    left_out = set(results.left_out)
    for row in results.rows:
        entry = roster.find(row.student)
        if entry is None:
            left_out.add(key_of(row.student))
            problems.append(f"{row.student} is not in {roster.path}: add a column `file` that has this name; left out")
        elif id(entry) in seen:
            problems.append(f"{row.student} is a student of {roster.path} whose results came already; left out")
        else:
            seen.add(id(entry))
            rows.append(replace(row, roster=entry, name=entry.get("Student") or row.name))
    absent = tuple(_label(entry) for entry in roster.students if id(entry) not in seen)
    return Results(tuple(rows), tuple(problems), frozenset(left_out)), absent


def with_manual(results: Results, sheet: Path, roster: Roster | None) -> tuple[Results, tuple[str, ...]]:
    """The rows with a person's points; returns also the notes on students who miss points or results.

    Raises `ExportError`, which names each bad line, where the sheet can not be trusted.
    """
    known = {key: row.student for row in results.rows for key in _keys(row)}
    given: dict[str, float | None] = {}
    problems: list[str] = []
    strangers: list[str] = []
    for line, entry in read_table(sheet, "student"):
        name = entry["student"]
        student = known.get(key_of(name))
        try:
            points = manual_points(entry)
            if student in given:
                raise ValueError(f"a second line for {name}")
            if student is not None:
                given[student] = points
            elif key_of(name) in results.left_out or (roster and roster.find(name)):
                strangers.append(name)
            else:
                raise ValueError(f"unknown student {name!r}: no results have this name")
        except ValueError as error:
            problems.append(f"{sheet}, line {line}: {error}")
    if problems:
        raise ExportError("\n".join(problems))
    rows = tuple(replace(row, points=row.points | {MANUAL: given.get(row.student)}) for row in results.rows)
    missing = [row.student for row in rows if row.points[MANUAL] is None]
    notes = [f"no points for {MANUAL}, left blank: {', '.join(missing)}"] if missing else []
    if strangers:
        notes.append(f"{sheet} has points for students without results, left out: {', '.join(strangers)}")
    return replace(results, rows=rows), tuple(notes)


def manual_points(entry: dict[str, str]) -> float | None:
    """A line's points: its column `reflection`, or the sum of `reflection_1` and so on; None where all are blank.

    Raises `ValueError` for what is no number, negative or too large.
    """
    columns = [name for name in entry if name == MANUAL or name.startswith(f"{MANUAL}_")]
    if not columns or (MANUAL in columns and len(columns) > 1):
        raise ValueError(f"give a column `{MANUAL}`, or the columns `{MANUAL}_1`, `{MANUAL}_2` and so on")
    if not any(entry[name] for name in columns):
        return None
    total = sum(_number(name, entry[name]) for name in columns)
    if total > MANUAL_POINTS:
        raise ValueError(f"{total:g} points for {MANUAL} are too many: there are {MANUAL_POINTS}")
    return total


def canvas(rows: tuple[Row, ...], config: LabConfig) -> str:
    """For Canvas's gradebook: by assignment, with the row of possible points."""
    maxima = _maxima(rows, config)
    table: list[list[Any]] = [
        [*CANVAS_COLUMNS, *(f"{config.package} {question}" for question in maxima)],
        ["    Points Possible", *[""] * (len(CANVAS_COLUMNS) - 1), *map(_text, maxima.values())],
    ]
    for row in rows:
        entry = row.roster or {"Student": row.name or row.student, "SIS Login ID": row.student}
        who = [entry.get(column, "") for column in CANVAS_COLUMNS]
        table.append([*map(harmless, who), *(_text(row.points[question]) for question in maxima)])
    return _csv(table)


def moodle(rows: tuple[Row, ...], config: LabConfig) -> str:
    """For Moodle's gradebook: by grade item, each with its feedback."""
    maxima = _maxima(rows, config)
    column = next((name for name in MOODLE_COLUMNS if all(row.roster.get(name) for row in rows)), None)
    emails = all("@" in row.student for row in rows)
    items = [f"{config.package} {question}{part}" for question in maxima for part in ("", " feedback")]
    table: list[list[Any]] = [[column or MOODLE_COLUMNS[0 if emails else 1], *items]]
    for row in rows:
        cells = [harmless(row.roster[column] if column else row.student)]
        for question in maxima:
            cells += [_text(row.points[question]) or "-", harmless(row.feedback.get(question, ""))]
        table.append(cells)
    return _csv(table)


def plain(rows: tuple[Row, ...], config: LabConfig) -> str:
    """For spreadsheets: by question, with totals; the total is blank where a part of it is."""
    maxima = _maxima(rows, config)
    table: list[list[Any]] = [["student", "name", *maxima, "total"]]
    for row in rows:
        points = [row.points[question] for question in maxima]
        total = None if None in points else sum(points)
        table.append([harmless(row.student), harmless(row.name), *map(_text, points), _text(total)])
    return _csv(table)


WRITERS = {"canvas": canvas, "moodle": moodle, "plain": plain}


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text.startswith(("\t", "\r")) else text


def read_table(path: Path, needed: str = "") -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with their numbers, blank ones left out; commas or semicolons, cells stripped.

    Raises `ExportError` where it is no CSV file in UTF-8, or lacks the column `needed`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "save it as CSV in UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise ExportError(f"{path} can not be read: {reason}") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first and "," not in first else ",")
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise ExportError(f"{path}, line {reader.line_num}: {error}") from None
    header = lines[0][1] if lines else []
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise ExportError(f"{path}, line 1: two columns have the same name")
    if needed not in ("", *header):
        raise ExportError(f"{path}, line 1: there is no column `{needed}`; there are: {', '.join(header) or 'none'}")
    padding = [""] * len(header)
    return [(line, dict(zip(header, cells + padding, strict=False))) for line, cells in lines[1:] if any(cells)]


def identifiers(entry: dict[str, str]) -> list[str]:
    """What a student of a roster may be called in the name of a file."""
    return list(dict.fromkeys(key_of(entry[name]) for name in IDENTIFIERS if entry.get(name)))


def key_of(student: str) -> str:
    """A student's identifier, whatever the case of its letters."""
    return student.strip().casefold()


def _score(questions: dict[str, Any], question: str, maximum: float) -> float:
    entry = questions.get(question)
    score = entry.get("score") if isinstance(entry, dict) else None
    if score is None:
        raise ValueError(f"it has no score for {question}: grade it again")
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= maximum:
        raise ValueError(f"its score for {question} is {score!r}, and should be 0 to {maximum:g}")
    return score


def _feedback(tests: Any) -> dict[str, str]:
    """What a student may read at once about each question; later and hidden texts stay where they are."""
    found: dict[str, list[str]] = {}
    for test in tests if isinstance(tests, list) else []:
        if isinstance(test, dict) and test.get("visibility") == "visible":
            found.setdefault(str(test.get("number")), []).append(str(test.get("output", "")))
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


def _maxima(rows: tuple[Row, ...], config: LabConfig) -> dict[str, float]:
    """The questions to export, with their points: that of a person only where its points were merged."""
    maxima = {question.id: question.points for question in config.questions}
    return maxima | ({MANUAL: MANUAL_POINTS} if any(MANUAL in row.points for row in rows) else {})


def _keys(row: Row) -> list[str]:
    return [key_of(row.student), *identifiers(row.roster)]


def _label(entry: dict[str, str]) -> str:
    return entry.get("Student") or next(entry[name] for name in IDENTIFIERS if entry.get(name))


def _text(points: float | None) -> str:
    return "" if points is None else f"{round(points, 2):g}"


def _csv(table: list[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()
