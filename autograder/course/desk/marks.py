"""Reads the files of marks that a reading desk saves, and joins those of several people and days.

No mark goes in silence: one that does not count is named.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.lib.errors import InputError
from autograder.lib.strict_json import harmless_text

FORMAT = "marks of a reading desk, 1"
MOST_TEXT = 2000
"""Characters of a comment or a name."""


@dataclass(frozen=True, order=True)
class Mark:
    """What a reader said of an answer: points, or None where none were given; comments; and whether to ask another.

    `when` is in milliseconds since 1970. With no points, no comments and no question it takes an earlier one back.
    """

    when: float
    points: float | None = field(compare=False)
    comments: tuple[str, ...] = field(default=(), compare=False)
    ask: bool = field(default=False, compare=False)

    @property
    def gives(self) -> float | None:
        """The points that count: none where another reader is asked."""
        return None if self.ask else self.points


@dataclass(frozen=True)
class AskedFor:
    """One written answer: its cell, what it is called, and its points."""

    cell: str
    title: str
    points: float


@dataclass(frozen=True)
class MarksFile:
    """A file of marks: who read, and by id of the answer what was said.

    `students` has by name, and by cell, the id of the answer; it is "" for an untouched cell. `settles` is for marks on
    what readers did not agree on. `made` is when the desk was made.
    """

    path: Path
    desk: str
    made: str
    reader: str
    settles: bool
    asked: tuple[AskedFor, ...]
    students: dict[str, dict[str, str]]
    marks: dict[str, Mark]


@dataclass(frozen=True)
class Verdict:
    """What readers say of an answer, joined. `points` is None where they do not agree, wait, or nobody has read it.

    `said` has the mark of each reader that counts; `by` are those whose points these are.
    """

    points: float | None
    comments: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    said: tuple[tuple[str, Mark], ...] = ()
    settled: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody has read it, and it still needs a decision."""
        return self.points is None and bool(self.said)


@dataclass(frozen=True)
class Joined:
    """The marks of all files: verdicts by id of the answer, what every student wrote, and notes on what does not count.

    `readers` has by reader, and by id, the marks that were not made to settle something.
    """

    desk: str
    asked: tuple[AskedFor, ...]
    students: dict[str, dict[str, str]]
    verdicts: dict[str, Verdict]
    readers: dict[str, dict[str, Mark]]
    notes: tuple[str, ...] = ()

    def answers(self, cell: str) -> tuple[str, ...]:
        """The ids of the answers to a question, each once."""
        return tuple(dict.fromkeys(ids[cell] for ids in self.students.values() if ids.get(cell)))

    def writers(self, ident: str) -> tuple[str, ...]:
        """Who wrote this answer."""
        return tuple(student for student, ids in self.students.items() if ident in ids.values())


def read_marks(path: Path) -> MarksFile:
    """Read a file of marks; raises `InputError`, which names it, where it cannot be used."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path} is no file of marks: it is not JSON") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise InputError(f"{path} is no file of marks that a reading desk saved")
    try:
        return _marks_file(path, raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is damaged ({type(error).__name__}: {error}): save it again from the desk") from None


def join(files: Sequence[MarksFile]) -> Joined:
    """The marks of several files as one; raises `InputError` where they are not of the same desk."""
    if not files:
        raise InputError("there are no files of marks")
    newest = max(files, key=lambda file: file.made)
    for file in files:
        if file.desk != newest.desk or file.asked != newest.asked:
            raise InputError(f"{file.path} has marks of another desk than {newest.path}: nothing was joined")
    students: dict[str, dict[str, str]] = {}
    for file in sorted(files, key=lambda file: file.made):
        students |= file.students
    notes: list[str] = []
    readers = _by_reader((file for file in files if not file.settles), notes)
    settlers = _by_reader((file for file in files if file.settles), notes)
    there = {ident for ids in students.values() for ident in ids.values() if ident}
    marked = dict.fromkeys(ident for marks in (*readers.values(), *settlers.values()) for ident in marks)
    verdicts = {ident: _verdict(ident, readers, settlers) for ident in marked}
    for ident, verdict in verdicts.items():
        if ident not in there and verdict.said:
            who = ", ".join(reader for reader, _ in verdict.said)
            notes.append(f"nobody hands in the answer {ident} any more: what {who} gave for it does not count")
    counted = {ident: verdict for ident, verdict in verdicts.items() if ident in there}
    return Joined(newest.desk, newest.asked, students, counted, readers, tuple(notes))


def _marks_file(path: Path, raw: dict[str, Any]) -> MarksFile:
    asked = tuple(AskedFor(str(one["cell"]), str(one["title"]), _number(one["points"])) for one in raw["asked"])
    most = {one.cell: one.points for one in asked}
    students = {
        str(student): {str(cell): str(ident) for cell, ident in ids.items()} for student, ids in raw["students"].items()
    }
    cells = {ident: cell for ids in students.values() for cell, ident in ids.items() if ident}
    comments = {str(name): _text(one["text"]) for name, one in raw["comments"].items()}
    marks = {}
    for ident, one in raw["marks"].items():
        points = None if one["points"] is None else _number(one["points"])
        if points is not None and not 0 <= points <= most.get(cells.get(ident, ""), max(most.values())):
            raise ValueError(f"{points:g} points for {ident}")
        given = tuple(comments[name] for name in one["comments"] if name in comments)
        marks[str(ident)] = Mark(_number(one["when"]), points, given, one.get("ask") is True)
    reader = _text(raw["reader"]).strip()
    if not reader or not asked:
        raise ValueError("it does not say who read, or what")
    return MarksFile(
        path, str(raw["desk"]), str(raw["made"]), reader, raw.get("settles") is True, asked, students, marks
    )


def _by_reader(files: Iterable[MarksFile], notes: list[str]) -> dict[str, dict[str, Mark]]:
    """The latest mark of each reader for each answer; a note for each earlier one that gave something else."""
    found: dict[str, dict[str, Mark]] = {}
    for file in files:
        mine = found.setdefault(file.reader, {})
        for ident, mark in file.marks.items():
            other = mine.get(ident)
            if other is None or (other == mark and _content(other) == _content(mark)):
                mine[ident] = mark
                continue
            earlier, later = sorted((other, mark), key=lambda one: (one.when, _content(one)))
            mine[ident] = later
            if _content(earlier) != _content(later):
                notes.append(
                    f"{file.reader} changed {ident}: {_shown(earlier)}, and later {_shown(later)}, which counts"
                )
    return {
        reader: {ident: mark for ident, mark in marks.items() if _says_something(mark)}
        for reader, marks in found.items()
    }


def _verdict(ident: str, readers: dict[str, dict[str, Mark]], settlers: dict[str, dict[str, Mark]]) -> Verdict:
    """What counts for an answer: what settled it, or else what all who gave points for it agree on."""
    for group, settled in ((settlers, True), (readers, False)):
        said = tuple((reader, marks[ident]) for reader, marks in group.items() if ident in marks)
        giving = [(reader, mark) for reader, mark in said if mark.gives is not None]
        if giving and len({mark.gives for _, mark in giving}) == 1:
            comments = tuple(dict.fromkeys(text for _, mark in giving for text in mark.comments))
            return Verdict(giving[0][1].gives, comments, tuple(reader for reader, _ in giving), said, settled)
        if giving:
            return Verdict(None, said=said, settled=settled)
    return Verdict(None, said=said)


def _says_something(mark: Mark) -> bool:
    return mark.points is not None or mark.ask


def _content(mark: Mark) -> tuple[bool, float, tuple[str, ...]]:
    return mark.ask, -1 if mark.points is None else mark.points, mark.comments


def _shown(mark: Mark) -> str:
    if mark.ask:
        return "another reader asked"
    return "nothing" if mark.points is None else f"{mark.points:g} points"


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return harmless_text(value[:MOST_TEXT])
