"""What a download is made of: an entry for each student or group, and how uploads of one student become one."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from autograder.grading.certain import certainly_read
from autograder.grading.results.schema import User
from autograder.grading.submission.kinds import (
    START,
    end_by_content,
    is_archive,
    is_code,
    may_be_called_otherwise,
    meant_name,
    what_is_not_read,
)
from autograder.grading.submission.limits import key_of, shown
from autograder.grading.submission.read import Submission, read_submission, read_uploads, with_notes
from autograder.lab.settings import Settings

MAX_NAME = 180
"""Bytes of a name, to which results files add a few."""
Upload = tuple[re.Match[str], Path]
"""A file or folder of a download, with what its name says."""
Uploads = dict[tuple[str, ...], list[Upload]]
Place = Path | Mapping[PurePosixPath, Path]
"""A folder or file, or several by the names under which they were uploaded, the oldest first."""


@dataclass(frozen=True)
class Entry:
    """What one student, or one group, handed in.

    `name` becomes the name of the results file: no other entry has it, and any file system takes it. `users` are the
    members as far as the platform names them. `created_at` is the time as the platform writes it, and `late` what the
    platform says; None where it says nothing. `earlier` are attempts that do not count, the latest first, each with
    what it is called in a sentence, such as "version 2". `notes` and `doubts` are added to those of the submission;
    `kept` keeps a temporary folder from being removed.
    """

    name: str
    place: Place
    users: tuple[User, ...] = ()
    created_at: str | None = None
    late: bool | None = None
    earlier: tuple[tuple[str, Place], ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    kept: object = field(default=None, compare=False, repr=False)

    def read(self, settings: Settings) -> Submission:
        """The submission; whatever is wrong with it is said in its notes."""
        submission = _read(self.place, settings)
        for when, place in self.earlier:
            if submission.files and submission.notebook is not None:
                break
            submission = _completed(submission, _read(place, settings), when, settings)
        return with_notes(submission, self.notes, self.doubts)


@dataclass(frozen=True)
class Download:
    """The submissions in the order of their names, where they come from, and notes on what was left out.

    `unknown` are sentences on submissions of which nobody can say whose they are.
    """

    kind: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def _read(place: Place, settings: Settings) -> Submission:
    if isinstance(place, Path):
        return certainly_read(lambda: read_submission(place, settings))
    if not place:
        return Submission({})
    return certainly_read(lambda: read_uploads(place, settings))


def _completed(submission: Submission, earlier: Submission, when: str, settings: Settings) -> Submission:
    """A submission with what it lacks from an earlier attempt."""
    doubts = []
    if not submission.files and earlier.files:
        submission = replace(submission, files=earlier.files)
        doubts.append(f"{settings.package}/ is that of {when}: the latest one has none")
    if submission.notebook is None and earlier.notebook is not None:
        submission = replace(submission, notebook=earlier.notebook)
        doubts.append(f"{settings.notebook} is that of {when}: the latest one has none")
    return with_notes(submission, (), tuple(doubts))


def are_mostly(names: Sequence[str], matched: Callable[[str], object]) -> bool:
    """Whether more than half of these names match, so that the folder is a download of that platform."""
    return 2 * sum(matched(name) is not None for name in names) > len(names)


def by_student(children: Iterable[Path], pattern: re.Pattern[str], who: Sequence[str]) -> tuple[Uploads, list[Path]]:
    """Files and folders by the groups `who` of a pattern for their names, and those whose names do not match."""
    students: Uploads = {}
    others = []
    for path in children:
        if match := pattern.fullmatch(path.name):
            students.setdefault(tuple(match[part] for part in who), []).append((match, path))
        else:
            others.append(path)
    return students, others


def by_time(uploads: Iterable[Upload]) -> dict[str, list[Upload]]:
    """Uploads of a student by the group `time` of their names."""
    times: dict[str, list[Upload]] = {}
    for match, path in uploads:
        times.setdefault(match["time"], []).append((match, path))
    return times


def may_be_work(path: Path) -> bool:
    """Whether a file may be what a student handed in, or a part of it: by its name, or by its content."""
    name = path.name
    if is_code(name) or is_archive(name) or what_is_not_read(name):
        return True
    return may_be_called_otherwise(name) and bool(end_by_content(start_of(path)))


def start_of(path: Path) -> bytes:
    """The start of an ordinary file; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(START) if path.is_file() else b""
    except OSError:
        return b""


def plain_upload(name: str) -> str:
    """The name of an upload without what a browser or a platform adds to one that was there before, in lower case."""
    if meant := meant_name(name):
        return meant
    path = PurePosixPath(name)
    end = "".join(path.suffixes[-2:]) if name.lower().endswith((".tar.gz", ".tar.xz", ".tar.bz2")) else path.suffix
    return meant_name(f"{name.removesuffix(end)}.py").removesuffix(".py") + end.casefold()


def latest_of_each(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of uploads, the oldest first, the last one of each plain name, and the others."""
    last = {plain_upload(name): number for number, name in enumerate(names)}
    kept = set(last.values())
    return (
        [name for number, name in enumerate(names) if number in kept],
        [name for number, name in enumerate(names) if number not in kept],
    )


def joined(uploads: Iterable[tuple[str, Path]]) -> Place:
    """Several uploads as one place, by their names; a single folder or archive is its own place."""
    listed = list(uploads)
    if len(listed) == 1 and (listed[0][1].is_dir() or not is_code(listed[0][0])):
        return listed[0][1]
    return {PurePosixPath(name): path for name, path in listed}


def left_out(names: Iterable[str]) -> tuple[str, ...]:
    """A note on uploads that do not count; none where there are none."""
    listed = ", ".join(shown(name) for name in names)
    return (f"earlier uploads do not count: {listed}",) if listed else ()


def ignored(paths: Iterable[Path]) -> tuple[str, ...]:
    """A note on files that are no submissions; none where there are none."""
    names = ", ".join(sorted(shown(path.name) for path in paths))
    return (f"ignored (not a submission): {names}",) if names else ()


def only_text(what: str) -> str:
    """A sentence on a student who handed in no file."""
    return f"no file was handed in, only {what}: ask for the files"


def with_usable_names(found: Download) -> Download:
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
