"""Finds the submissions in what a platform gives out: a file or folder for each student, with names."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from autograder.grading.certain import certainly_read
from autograder.grading.results.schema import User
from autograder.grading.submission.limits import key_of, shown
from autograder.grading.submission.read import Submission, read_loose_files, read_submission
from autograder.lab.settings import Settings
from autograder.lib.errors import DownloadError

GRADESCOPE_METADATA = "submission_metadata.yml"
NBGRADER_FOLDER = "submitted"
CANVAS_FILE = re.compile(r"(?P<student>[^_]+)_(?:LATE_)?(?P<id>\d+)_(?P<upload>\d+)_(?P<name>.+)")
CANVAS_VERSION = re.compile(r"-\d+(?=\.\w+$)")
"""What Canvas adds to the name of a file that was handed in again."""

MAX_NAME = 180
"""Bytes of a name, to which results files add a few."""


@dataclass(frozen=True)
class Entry:
    """What one student, or one group, handed in: a folder, a zip, or loose files by the names they had.

    `name` becomes the name of the results file: no other entry has it, and any file system takes it. `users` are the
    members as far as the platform names them.
    """

    name: str
    place: Path | dict[PurePosixPath, Path]
    users: tuple[User, ...] = ()

    def read(self, settings: Settings) -> Submission:
        """The submission; whatever is wrong with it is said in its notes."""
        place = self.place
        if isinstance(place, dict):
            return certainly_read(lambda: read_loose_files(place, settings))
        return certainly_read(lambda: read_submission(place, settings))


@dataclass(frozen=True)
class Download:
    """The submissions in the order of their names, where they come from, and notes on what was left out."""

    kind: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def find_submissions(folder: Path, assignment: str) -> Download:
    """The submissions in a folder; `assignment` is nbgrader's name of the lab. Raises `DownloadError`."""
    if not folder.is_dir():
        raise DownloadError(f"{folder} is no folder: name the one that holds the submissions")
    try:
        found = _recognise(folder, assignment)
    except OSError as error:
        raise DownloadError(f"{folder} cannot be read: {error.strerror}") from None
    if not found.entries:
        raise DownloadError(f"{folder} holds no submission: it should have a folder or a zip for each student")
    return _with_usable_names(found)


def _with_usable_names(found: Download) -> Download:
    """The submissions with names that any file system takes, and that differ by more than upper and lower case."""
    taken: set[tuple[str, ...]] = set()
    entries, notes = [], list(found.notes)
    for entry in found.entries:
        usable = _usable(entry.name)
        name, number = usable, 1
        while key_of(PurePosixPath(name)) in taken:
            number += 1
            name = f"{usable}-{number}"
        taken.add(key_of(PurePosixPath(name)))
        if name != entry.name:
            why = "another submission has this name" if number > 1 else "not every file can have this name"
            notes.append(f"the results of {shown(entry.name)} are called {name}: {why}")
        entries.append(replace(entry, name=name))
    return replace(found, entries=tuple(entries), notes=tuple(notes))


def _usable(name: str) -> str:
    """A name without what some file system refuses; a long one is cut, and ends in a fingerprint of the whole."""
    plain = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name) or "_"
    data = plain.encode()
    if len(data) <= MAX_NAME and plain == name:
        return name
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{data[:MAX_NAME].decode('utf-8', 'ignore')}-{mark}"


def _recognise(folder: Path, assignment: str) -> Download:
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


def _plain(children: list[Path]) -> Download:
    chosen = [path for path in children if path.is_dir() or path.suffix.lower() == ".zip"]
    entries = tuple(Entry(path.name if path.is_dir() else path.stem, path) for path in chosen)
    return Download("folders and zips", entries, _ignored(set(children) - set(chosen)))


def _gradescope(folder: Path) -> Download:
    """An export: a folder for each submission, and a list of who handed it in."""
    listed, members = _gradescope_members(folder)
    emails = [users[0].email or "" if users else "" for users in members.values()]
    names = [email if email and emails.count(email) == 1 else key for key, email in zip(members, emails, strict=True)]
    entries = [
        Entry(re.sub(r"[^\w.@+-]", "_", name), folder / key, users)
        for name, (key, users) in zip(names, members.items(), strict=True)
    ]
    missing = [key for key in listed if key not in members]
    notes = (f"{GRADESCOPE_METADATA} lists what is not there: {', '.join(sorted(missing))}",) if missing else ()
    return Download("a Gradescope export", tuple(sorted(entries, key=lambda entry: entry.name)), notes)


def _gradescope_members(folder: Path) -> tuple[list[str], dict[str, tuple[User, ...]]]:
    """The names of all submissions that an export lists, and the members of those that are there."""
    path = folder / GRADESCOPE_METADATA
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        members = {str(key): tuple(_users(value)) for key, value in listed.items() if _is_in(folder, str(key))}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise DownloadError(f"{path} cannot be read ({reason}): export the submissions again") from None
    return [str(key) for key in listed], members


def _is_in(folder: Path, name: str) -> bool:
    """Whether a folder has something of this name, which is no path to elsewhere."""
    return Path(name).name == name and (folder / name).exists()


def _users(listed: dict[str, Any]) -> Iterator[User]:
    """The members of a submission; Gradescope writes Ruby's symbols, such as `:email:`."""
    for member in listed.get(":submitters") or ():
        values = (member.get(symbol) for symbol in (":sid", ":name", ":email"))
        yield User(*(str(value) if value else None for value in values))


def _nbgrader(submitted: Path, assignment: str) -> Download:
    """A course's tree, submitted/STUDENT/ASSIGNMENT."""
    students = sorted(path for path in submitted.iterdir() if path.is_dir() and not path.name.startswith("."))
    there = [student for student in students if (student / assignment).is_dir()]
    others = [student.name for student in students if student not in there]
    notes = (f"nothing of {assignment} is there from: {', '.join(others)}",) if others else ()
    entries = tuple(Entry(student.name, student / assignment) for student in there)
    return Download(f"an nbgrader tree, assignment {assignment}", entries, notes)


def _canvas(children: list[Path]) -> Download:
    """A download of all submissions: flat files, named after the student, the Canvas id and the upload."""
    by_name = {path.name: path for path in children if path.is_file()}
    matches = {name: match for name in by_name if (match := CANVAS_FILE.fullmatch(name))}
    uploads: dict[str, list[re.Match[str]]] = {}
    for match in sorted(matches.values(), key=lambda match: int(match["upload"])):
        uploads.setdefault(f"{match['student']}_{match['id']}", []).append(match)
    entries, notes = [], list(_ignored({path for path in children if path.name not in matches}))
    for name, matched in sorted(uploads.items()):
        place, left_out = _latest(matched, by_name)
        entries.append(Entry(name, place, (User(id=matched[0]["id"], name=matched[0]["student"]),)))
        if left_out:
            used = place.values() if isinstance(place, dict) else [place]
            graded = ", ".join(path.name for path in used)
            notes.append(f"{name}: graded {graded}, left out {', '.join(left_out)}")
    return Download("a Canvas download", tuple(entries), tuple(notes))


def _latest(
    uploads: list[re.Match[str]], by_name: dict[str, Path]
) -> tuple[Path | dict[PurePosixPath, Path], list[str]]:
    """Of a student's uploads, the oldest first: the latest zip, or else the latest of each file; and the rest."""
    zips = [match for match in uploads if match["name"].lower().endswith(".zip")]
    if zips:
        return by_name[zips[-1].string], [match.string for match in uploads if match is not zips[-1]]
    latest = {PurePosixPath(CANVAS_VERSION.sub("", match["name"])): by_name[match.string] for match in uploads}
    used = {path.name for path in latest.values()}
    return latest, [match.string for match in uploads if match.string not in used]


def _ignored(paths: Iterable[Path]) -> tuple[str, ...]:
    names = ", ".join(sorted(path.name for path in paths))
    return (f"ignored (not a submission): {names}",) if names else ()
