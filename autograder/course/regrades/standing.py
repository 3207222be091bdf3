"""Everything that people said of the results of a class: points of their own, adjustments, and answers they read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.course.desk.sheet import FORMAT, Read
from autograder.course.gradebooks.rows import Gradebook, Row
from autograder.course.regrades.adjustments import Adjustment, change_of, read_adjustments
from autograder.course.regrades.overrides import PEOPLE, Override, Overrides, read_overrides
from autograder.lab.settings import Settings
from autograder.lib.errors import InputError
from autograder.lib.strict_json import harmless_text

WRITTEN_NAME = "written"
WRITTEN_FILE = f"{WRITTEN_NAME}.json"
"""What `autograder desk --collect` writes next to its sheet: in `people/` of a class, it belongs to its results."""
ADJUSTMENT = "adjustment"
"""The column of an exported file for what adjustments change."""


@dataclass(frozen=True)
class Answer:
    """A written answer as it was read: its title and points, and what became of it."""

    title: str
    maximum: float
    read: Read


@dataclass(frozen=True)
class Standing:
    """What people said, by the name of the results file; `written` has the answers of a student, if a desk was read."""

    overrides: Overrides = field(default_factory=Overrides)
    adjustments: Mapping[str, tuple[Adjustment, ...]] = field(default_factory=dict)
    written: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything."""
        return not (self.overrides.standing() or self.adjustments or self.written)

    @property
    def readers(self) -> tuple[str, ...]:
        """Who has read written answers."""
        people = {name for answers in self.written.values() for one in answers for name in one.read.by}
        return tuple(sorted(people))

    def points(self, student: str, given: Mapping[str, float]) -> dict[str, float]:
        """The points of a student's questions, where a person's word comes before what tests gave."""
        words = self.overrides.of(student)
        return {
            question: words[question].counts(value) if question in words else value for question, value in given.items()
        }

    def written_points(self, student: str) -> float | None:
        """The points for written answers; None where they are not all known."""
        answers = self.written.get(student)
        points = [one.read.points for one in answers or ()]
        return None if not points or None in points else sum(value for value in points if value is not None)


def class_folder(results: Path) -> Path:
    """The folder of a class, which holds what people said, of the folder with its results."""
    return results.parent if results.name == "results" else results


def read_standing(folder: Path) -> Standing:
    """What people said of a class; raises `InputError` where a file of it cannot be used."""
    return Standing(read_overrides(folder), read_adjustments(folder), _written(folder / PEOPLE / WRITTEN_FILE))


def with_standing(gradebook: Gradebook, standing: Standing, settings: Settings) -> tuple[Gradebook, tuple[str, ...]]:
    """A gradebook in which people's words count, and a note for each of them."""
    if standing.is_empty:
        return gradebook, ()
    rows, notes = [], list[str]()
    for row in gradebook.rows:
        new = _with_words(row, standing, settings)
        for entry in standing.overrides.of(row.file or row.student).values():
            notes.append(f"{row.student}, {entry.question}: {new.points.get(entry.question):g} points, {word(entry)}")
        rows.append(new)
    rows = [_adjusted(row, standing, notes) for row in rows]
    return replace(gradebook, rows=tuple(rows)), tuple(notes)


def word(entry: Override) -> str:
    """Who said so, and why."""
    gave = "" if entry.gave is None else f" (tests gave {entry.gave:g})"
    return f"by {entry.by}{gave}: {entry.reason}"


def comments_of(answers: tuple[Answer, ...]) -> str:
    """What a student may read about written answers."""
    lines = []
    for number, one in enumerate(answers, 1):
        points = "not read yet" if one.read.points is None else f"{one.read.points:g} of {one.maximum:g}"
        lines.append(f"{number}. {one.title} ({points})")
        lines += [f"    {text}" for text in one.read.comments]
    return "\n".join(lines)


def _with_words(row: Row, standing: Standing, settings: Settings) -> Row:
    student = row.file or row.student
    points, feedback = dict(row.points), dict(row.feedback)
    for question, entry in standing.overrides.of(student).items():
        given = points.get(question)
        if given is not None:
            points[question] = entry.counts(given)
            said = f"{points[question]:g} points, {word(entry)}"
            feedback[question] = "\n".join(filter(None, (said, feedback.get(question, ""))))
    if standing.written and settings.written and settings.written.id not in points:
        points[settings.written.id] = standing.written_points(student)
        feedback[settings.written.id] = comments_of(standing.written.get(student, ()))
    return replace(row, points=points, feedback=feedback)


def _adjusted(row: Row, standing: Standing, notes: list[str]) -> Row:
    """The row with a column for what adjustments change, where anybody has one; unknown points count as 0 in it."""
    if not standing.adjustments:
        return row
    mine = standing.adjustments.get(row.file) or standing.adjustments.get(row.student) or ()
    total = sum(points for points in row.points.values() if points is not None)
    notes += [f"{row.student}: {one.text}" for one in mine]
    text = "\n".join(one.text for one in mine)
    return replace(
        row, points=row.points | {ADJUSTMENT: change_of(total, mine)}, feedback=row.feedback | {ADJUSTMENT: text}
    )


def _written(path: Path) -> dict[str, tuple[Answer, ...]]:
    """The record of a desk by student; raises `InputError` for a damaged one."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        raise InputError(f"{path} cannot be read: collect the marks again with `autograder desk --collect`") from None
    try:
        if raw["format"] != FORMAT:
            raise ValueError("it is no record of a reading desk")
        asked = [(str(one["cell"]), str(one["title"]), float(one["points"])) for one in raw["asked"]]
        return {
            str(student): tuple(Answer(title, most, _read(cells[cell])) for cell, title, most in asked)
            for student, cells in raw["students"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is damaged ({type(error).__name__}: {error}): collect the marks again") from None


def _read(raw: dict[str, object]) -> Read:
    points, comments, by = raw["points"], raw["comments"], raw["by"]
    if not isinstance(comments, list) or not isinstance(by, list) or isinstance(points, bool):
        raise TypeError("an answer has no list of comments and readers")
    if points is not None and not isinstance(points, int | float):
        raise TypeError(f"{points!r} is no number of points")
    return Read(
        points, tuple(harmless_text(str(one)) for one in comments), tuple(harmless_text(str(one)) for one in by)
    )
