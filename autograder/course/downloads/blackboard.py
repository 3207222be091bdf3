"""Blackboard: flat files, named after the assignment, the user, the time of the attempt and the file.

Each attempt has a text file with the student's name, the time, and the names that files had before Blackboard changed
them. Sources: https://github.com/kwurst/bb-file-cleanup and
https://github.com/jeroendoggen/blackboard-analysis-tools, which read these downloads.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.downloads.entry import (
    Download,
    Entry,
    Place,
    Upload,
    are_mostly,
    by_student,
    by_time,
    ignored,
    joined,
    only_text,
)
from autograder.grading.results.schema import User
from autograder.grading.submission.limits import shown

NAME = re.compile(
    r"(?P<assignment>.+)_(?P<user>[^_]+)_attempt_(?P<time>\d{4}(?:-\d{1,2}){5})(?:_(?P<file>.+)|(?P<about>\.txt))"
)
STUDENT = re.compile(r"^Name: (?P<name>.*) \((?P<user>[^()]+)\)\s*$", re.MULTILINE)
ORIGINAL = re.compile(r"^\s*Original filename: (?P<original>.*?)\s*\n\s*Filename: (?P<file>.*?)\s*$", re.MULTILINE)
MOST = 1 << 16
"""Bytes that are read of a text file."""


@dataclass(frozen=True)
class About:
    """What the text file of an attempt says: the student's name and user name, and files by their names here."""

    name: str | None
    user: str | None
    originals: dict[str, str]


def recognises(names: Sequence[str]) -> bool:
    """Whether a folder with these names is a download from Blackboard."""
    return are_mostly(names, NAME.fullmatch)


def read(children: Sequence[Path]) -> Download:
    """The submissions among the files of a download: the latest attempt of each student."""
    students, others = by_student(children, NAME, ("assignment", "user"))
    entries = [_entry(user, by_time(uploads)) for (_, user), uploads in students.items()]
    return Download("a Blackboard download", tuple(sorted(entries, key=lambda entry: entry.name)), ignored(others))


def _entry(user: str, attempts: dict[str, list[Upload]]) -> Entry:
    latest, *earlier = sorted(attempts, key=_numbers, reverse=True)
    about = next(
        (about for when in (latest, *earlier) if (about := _about(attempts[when])).user), About(None, None, {})
    )
    place = _place(attempts[latest])
    notes = (f"earlier attempts do not count: {', '.join(earlier)}",) if earlier else ()
    return Entry(
        name=about.user or user,
        place=place,
        users=(User(id=about.user or user, name=about.name),),
        created_at=latest,
        earlier=tuple((f"the attempt of {when}", _place(attempts[when])) for when in earlier),
        notes=notes,
        doubts=() if place else (only_text("a text"),),
    )


def _numbers(time: str) -> tuple[int, ...]:
    return tuple(int(part) for part in time.split("-"))


def _place(files: list[Upload]) -> Place:
    originals = _about(files).originals
    uploads = [(originals.get(path.name) or match["file"], path) for match, path in files if match["file"]]
    return joined((shown(name).replace("/", "_"), path) for name, path in uploads) if uploads else {}


def _about(files: list[Upload]) -> About:
    """What the text file among these says; a file that cannot be read says nothing."""
    for match, path in files:
        if match["about"]:
            try:
                with open(path, "rb") as file:
                    text = file.read(MOST).decode("utf-8", "replace").replace("\r\n", "\n")
            except OSError:
                continue
            student = STUDENT.search(text)
            originals = {found["file"]: found["original"] for found in ORIGINAL.finditer(text)}
            return About(student["name"] if student else None, student["user"] if student else None, originals)
    return About(None, None, {})
