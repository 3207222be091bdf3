"""Finds the submissions in what a platform gives out: a file or folder for each student, with names."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from autograder.config import LabConfig
from autograder.submission import Submission, read_loose_files, read_submission

GRADESCOPE_METADATA = "submission_metadata.yml"
NBGRADER_FOLDER = "submitted"
CANVAS_FILE = re.compile(r"(?P<student>[^_]+)_(?:LATE_)?(?P<id>\d+)_(?P<upload>\d+)_(?P<name>.+)")
CANVAS_VERSION = re.compile(r"-\d+(?=\.\w+$)")
"""What Canvas adds to the name of a file that was handed in again."""

MAX_NAME = 200
"""Bytes of a name, to which files of results add a few."""


class InputsError(Exception):
    """There is nothing to grade, or it is not clear what is whose; the text is one sentence with the way out."""


@dataclass(frozen=True)
class Entry:
    """What one student, or one group, handed in: a folder, a zip, or loose files by the names they had.

    `name` names the files of results. `users` are the members as far as the platform says, as Gradescope's container
    has them: dicts with some of "id", "name", "email".
    """

    name: str
    place: Path | dict[PurePosixPath, Path]
    users: tuple[dict[str, str], ...] = ()

    def read(self, config: LabConfig) -> Submission:
        """The submission; whatever is wrong with it is said in its notes."""
        if isinstance(self.place, dict):
            return read_loose_files(self.place, config)
        return read_submission(self.place, config)


@dataclass(frozen=True)
class Inputs:
    """The submissions in the order of their names, what they were taken for, and notes on what was left out."""

    kind: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def find_submissions(folder: Path, assignment: str) -> Inputs:
    """What is in a folder; `assignment` is what nbgrader calls the lab. Raises `InputsError`."""
    if not folder.is_dir():
        raise InputsError(f"{folder} is no folder: name the one that holds the submissions")
    inputs = _recognise(folder, assignment)
    if not inputs.entries:
        raise InputsError(f"{folder} holds no submission: it should have a folder or a zip for each student")
    if long := [entry.name for entry in inputs.entries if len(os.fsencode(entry.name)) > MAX_NAME]:
        raise InputsError(f"{folder} has names that are too long for files of results; shorten {', '.join(long)}")
    same: dict[str, list[str]] = {}
    for entry in inputs.entries:
        same.setdefault(entry.name.casefold(), []).append(str(entry.place))
    if twice := [" or ".join(places) for places in same.values() if len(places) > 1]:
        raise InputsError(
            f"{folder} has two submissions of one name (upper or lower case): keep one of each, {'; '.join(twice)}"
        )
    return inputs


def _recognise(folder: Path, assignment: str) -> Inputs:
    children = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX")))
    if (folder / GRADESCOPE_METADATA).is_file():
        return _gradescope(folder)
    if (folder / NBGRADER_FOLDER).is_dir():
        return _nbgrader(folder / NBGRADER_FOLDER, assignment)
    if folder.name == NBGRADER_FOLDER:
        return _nbgrader(folder, assignment)
    if any(CANVAS_FILE.fullmatch(path.name) for path in children if path.is_file()):
        return _canvas(children)
    return _plain(children)


def _plain(children: list[Path]) -> Inputs:
    chosen = [path for path in children if path.is_dir() or path.suffix.lower() == ".zip"]
    entries = tuple(Entry(path.name if path.is_dir() else path.stem, path) for path in chosen)
    return Inputs("folders and zips", entries, _left_out(set(children) - set(chosen)))


def _gradescope(folder: Path) -> Inputs:
    """An export: a folder for each submission, and a list of who handed it in."""
    try:
        listed = yaml.safe_load((folder / GRADESCOPE_METADATA).read_text(encoding="utf-8"))
        members = {str(key): tuple(_users(value)) for key, value in listed.items() if (folder / str(key)).exists()}
    except (OSError, ValueError, AttributeError, TypeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise InputsError(
            f"{folder / GRADESCOPE_METADATA} can not be read ({reason}): export the submissions again"
        ) from None
    emails = [users[0].get("email", "") if users else "" for users in members.values()]
    names = [email if email and emails.count(email) == 1 else key for key, email in zip(members, emails, strict=True)]
    entries = [
        Entry(re.sub(r"[^\w.@+-]", "_", name), folder / key, users)
        for name, (key, users) in zip(names, members.items(), strict=True)
    ]
    missing = [str(key) for key in listed if str(key) not in members]
    notes = (f"{GRADESCOPE_METADATA} lists what is not there: {', '.join(sorted(missing))}",) if missing else ()
    return Inputs("a Gradescope export", tuple(sorted(entries, key=lambda entry: entry.name)), notes)


def _users(listed: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The members of a submission; Gradescope writes Ruby's symbols, such as `:email:`."""
    for member in listed.get(":submitters") or ():
        known = {"id": member.get(":sid"), "name": member.get(":name"), "email": member.get(":email")}
        yield {key: str(value) for key, value in known.items() if value}


def _nbgrader(submitted: Path, assignment: str) -> Inputs:
    """A course's tree, submitted/STUDENT/ASSIGNMENT."""
    students = sorted(path for path in submitted.iterdir() if path.is_dir() and not path.name.startswith("."))
    there = [student for student in students if (student / assignment).is_dir()]
    others = [student.name for student in students if student not in there]
    notes = (f"nothing of {assignment} is there from: {', '.join(others)}",) if others else ()
    entries = tuple(Entry(student.name, student / assignment) for student in there)
    return Inputs(f"an nbgrader tree, assignment {assignment}", entries, notes)


def _canvas(children: list[Path]) -> Inputs:
    """A download of all submissions: flat files, whose names say the student, the Canvas id and the upload.

    The latest zip of a student counts; where there is none, the latest of each loose file.
    """
    files: dict[str, list[re.Match[str]]] = {}
    by_name = {path.name: path for path in children if path.is_file()}
    matches = {name: match for name in by_name if (match := CANVAS_FILE.fullmatch(name))}
    for match in sorted(matches.values(), key=lambda match: int(match["upload"])):
        files.setdefault(f"{match['student']}_{match['id']}", []).append(match)
    entries, notes = [], list(_left_out({path for path in children if path.name not in matches}))
    for name, uploads in sorted(files.items()):
        zips = [match for match in uploads if match["name"].lower().endswith(".zip")]
        latest = {PurePosixPath(CANVAS_VERSION.sub("", match["name"])): by_name[match.string] for match in uploads}
        used = [by_name[zips[-1].string]] if zips else list(latest.values())
        if older := [match.string for match in uploads if by_name[match.string] not in used]:
            notes.append(f"{name}: graded {', '.join(path.name for path in used)}, left out {', '.join(older)}")
        users = ({"id": uploads[0]["id"], "name": uploads[0]["student"]},)
        entries.append(Entry(name, used[0] if zips else latest, users))
    return Inputs("a Canvas download", tuple(entries), tuple(notes))


def _left_out(paths: Iterable[Path]) -> tuple[str, ...]:
    names = ", ".join(sorted(path.name for path in paths))
    return (f"left out, being no submission: {names}",) if names else ()
