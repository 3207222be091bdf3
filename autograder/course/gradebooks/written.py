"""A person's points for the written question, from a sheet."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from autograder.course.gradebooks.roster import Roster
from autograder.course.gradebooks.rows import Gradebook, Line, Row, key_of
from autograder.lab.settings import Settings, Written
from autograder.lib.errors import GradebookError
from autograder.lib.tables import number, read_table

STUDENT = "student"


def with_written(
    gradebook: Gradebook, sheet: Path, settings: Settings, roster: Roster | None
) -> tuple[Gradebook, tuple[str, ...]]:
    """The rows with a person's points for the written question, and notes on students who lack points or results.

    Raises `GradebookError`, which names each bad line, where the sheet cannot be trusted.
    """
    written = settings.written
    if written is None:
        raise GradebookError(f"{sheet} cannot be used: this lab has no question that a person reads")
    lines = read_table(sheet, STUDENT, known=[written.id, f"{written.id}_1"])
    given, strangers = _given_points(gradebook, sheet, lines, written, roster)
    rows = tuple(
        replace(row, points=row.points | {written.id: given.get(place)}) for place, row in enumerate(gradebook.rows)
    )
    missing = [row.student for row in rows if row.points[written.id] is None]
    notes = [f"no points for {written.id}, left blank: {', '.join(missing)}"] if missing else []
    if strangers:
        notes.append(f"{sheet} has points for students without results, left out: {', '.join(strangers)}")
    columns = list(lines[0][1]) if lines else []
    if unread := [name for name in columns if name and name not in (STUDENT, *points_columns(columns, written))]:
        notes.append(f"{sheet} has columns that are not read: {', '.join(unread)}")
    return replace(gradebook, rows=rows), tuple(notes)


def points_columns(names: Iterable[str], written: Written) -> list[str]:
    """The columns with points: the one that has the id of the question, or `ID_1`, `ID_2` and so on."""
    part = re.compile(rf"{re.escape(written.id)}_\d+")
    return [name for name in names if name == written.id or part.fullmatch(name)]


def written_points(entry: Line, written: Written) -> float | None:
    """A line's points: the column named after the question, or the sum of `ID_1`, `ID_2` and so on; None where blank.

    Raises `ValueError` for what is no number, negative or too large.
    """
    columns = points_columns(entry, written)
    if not columns or (written.id in columns and len(columns) > 1):
        raise ValueError(f"give a column `{written.id}`, or the columns `{written.id}_1`, `{written.id}_2` and so on")
    if not any(entry[name] for name in columns):
        return None
    total = sum(_points(name, entry[name]) for name in columns)
    if total > written.points:
        raise ValueError(f"{total:g} points for {written.id} are too many: there are {written.points:g}")
    return total


def _given_points(
    gradebook: Gradebook, sheet: Path, lines: list[tuple[int, Line]], written: Written, roster: Roster | None
) -> tuple[dict[int, float | None], list[str]]:
    """A sheet's points by the number of the row, and who is in it without results; raises `GradebookError`."""
    given: dict[int, float | None] = {}
    problems: list[str] = []
    strangers: list[str] = []
    for line, entry in lines:
        name = entry[STUDENT]
        rows = _rows_called(gradebook, name, roster)
        try:
            points = written_points(entry, written)
            if any(row in given for row in rows):
                raise ValueError(f"a second line for {name}")
            if not rows and not (key_of(name) in gradebook.left_out or (roster and roster.find(name))):
                raise ValueError(f"unknown student {name!r}: no results have this name")
            given |= dict.fromkeys(rows, points)
            strangers += [] if rows else [name]
        except ValueError as error:
            problems.append(f"{sheet}, line {line}: {error}")
    if problems:
        raise GradebookError("\n".join(problems))
    return given, strangers


def _rows_called(gradebook: Gradebook, name: str, roster: Roster | None) -> tuple[int, ...]:
    """The rows that a name in a sheet stands for: a student, or all members of a group by the name of their file."""
    key, line = key_of(name), roster.find(name) if roster else None
    ways: tuple[Callable[[Row], bool], ...] = (
        lambda row: key in map(key_of, (row.student, row.file)),
        lambda row: line is not None and row.roster is line,
        lambda row: key in (key_of(row.user.email or ""), key_of(str(row.user.id or ""))),
    )
    found = (tuple(place for place, row in enumerate(gradebook.rows) if is_meant(row)) for is_meant in ways)
    return next(filter(None, found), ())


def _points(column: str, text: str) -> float:
    try:
        value = number(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{column} is {text!r}, which is no number" if text else f"{column} is blank, others are not")
    if value < 0:
        raise ValueError(f"{column} is {text}: points are not negative")
    return value
