"""Reads the code in a zip, a folder or single files, in bounded time and memory, and says what was left out.

A file that cannot be used does not keep the others from being used.
"""

import json
import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.grading.submission.archives import Large, in_zip, unpacked
from autograder.grading.submission.contents import IS_EMPTY, IS_ENVIRONMENT, Contents, Found, TooMuch, Unusable
from autograder.grading.submission.kinds import (
    ARCHIVES,
    CLUTTER,
    INSTALLED,
    IS_CODE,
    IS_NOTEBOOK,
    IS_OTHER,
    MARKS_OF_ENVIRONMENT,
    START,
    end_by_content,
    is_archive,
    is_notebook,
    kind_of,
    meant_name,
    what_is_not_read,
)
from autograder.grading.submission.limits import (
    LARGE_NOTEBOOK,
    MORE_WORK,
    MOST_ARCHIVES,
    MOST_ENTRIES,
    MOST_IN_FOLDER,
    MOST_NOTEBOOK,
    LeftOut,
    key_of,
    why_unusable,
)
from autograder.lab.settings import Settings
from autograder.lib.errors import LimitExceeded
from autograder.lib.limited import limited

MOST_SLOW = 2
"""Archives that take too much time or memory; no more are opened then."""
Files = dict[PurePosixPath, bytes]


class NotRead(Unusable):
    """A file is of a kind that is not read; the text says which one, such as "a PDF"."""


@dataclass(frozen=True)
class ReadFiles:
    """The code of a submission by path, notes on what was left out, and files that are no code, with what they are."""

    files: Files
    notes: tuple[str, ...] = ()
    others: Mapping[PurePosixPath, str] = field(default_factory=dict)


def files_of(place: Path, settings: Settings) -> ReadFiles:
    """The code in an archive, a folder or a file.

    Raises `Unusable` or `OSError`, and almost anything for a damaged zip.
    """
    contents = Contents()
    if place.is_dir():
        add_folder(contents, place, PurePosixPath())
        return everything(contents, settings)
    with open(_opened(place, follow=True), "rb") as file:
        add_file(contents, file, place.resolve(), settings)
        return everything(contents, settings)


def files_of_uploads(uploads: Mapping[PurePosixPath, Path], settings: Settings) -> ReadFiles:
    """The code of several uploads, as if they lay in one folder under these names; archives are unpacked there."""
    contents = Contents()
    for name, place in uploads.items():
        try:
            if place.is_dir():
                add_folder(contents, place, name)
            elif contents.wants(name):
                contents.add(_on_disk(name, place))
        except OSError as error:
            contents.left_out.add(name, f"it cannot be read ({error.strerror})")
    return everything(contents, settings)


def add_file(contents: Contents, file: IO[bytes], place: Path, settings: Settings) -> None:
    """Add what one open file is or holds; raises as `files_of` does."""
    name = place.name
    start = file.read(START)
    file.seek(0)
    kind, what = kind_of(name, start)
    if kind in (IS_CODE, IS_NOTEBOOK):
        contents.add(_on_disk(PurePosixPath(name), place))
        return
    if not start:
        raise Unusable(IS_EMPTY)
    if kind == IS_OTHER and what:
        raise NotRead(what)
    failure = None
    try:
        _add_archive(contents, file, place, settings, end_by_content(start) or name)
    except Exception as error:  # a damaged zip makes `zipfile` raise almost anything
        failure = error
    if not contents.code and not contents.archives and contents.is_something_else(PurePosixPath(name)):
        raise NotRead(what_is_not_read(name))
    if failure:
        raise failure


def _add_archive(contents: Contents, file: IO[bytes], place: Path, settings: Settings, end: str) -> None:
    """Add what an archive holds: a small zip is read in this process. Raises as `files_of` does."""
    whole = Found(PurePosixPath(), 0, _in_memory(b""), place)
    if end.lower().endswith(tuple(other for other in ARCHIVES if other != ".zip")):
        add_unpacked(contents, whole, settings)
        return
    try:
        in_zip(file, contents, PurePosixPath())
    except Large:
        add_unpacked(contents, whole, settings)


def everything(contents: Contents, settings: Settings) -> ReadFiles:
    """What is read of the contents of a submission, those of the archives in it included."""
    archives = sorted(
        contents.archives, key=lambda each: (not is_archive(each.path.name), len(each.path.parts), str(each.path))
    )
    contents.archives = []
    slow = 0
    for number, archive in enumerate(archives):
        if number >= MOST_ARCHIVES or slow >= MOST_SLOW:
            if not contents.is_something_else(archive.path):
                contents.left_out.add(
                    archive.path, f"{min(number, MOST_ARCHIVES)} other archives have been opened before"
                )
            continue
        try:
            add_unpacked(contents, archive, settings)
        except Unusable as reason:
            slow += isinstance(reason, TooMuch)
            if not contents.is_something_else(archive.path):
                contents.left_out.add(archive.path, str(reason))
    files = chosen(contents.code, contents.left_out, settings)
    return ReadFiles(files, contents.left_out.notes(), contents.others)


def add_unpacked(contents: Contents, archive: Found, settings: Settings) -> None:
    """Add what an archive holds, which is unpacked in a process of its own; raises `Unusable`."""
    most = settings.limits.unpacked_megabytes << 20
    source: Path | bytes
    if archive.place is not None:
        source = archive.place
    else:
        source = archive.read(most * MORE_WORK + 1)
        if len(source) > most * MORE_WORK:
            raise Unusable(f"it has more than {settings.limits.unpacked_megabytes * MORE_WORK} MB")
    inner = unpacked(source, archive.path, most)
    if not inner.files and contents.is_something_else(archive.path):
        return
    contents.code += [Found(path, len(data), _in_memory(data)) for path, data in inner.files]
    contents.others |= inner.others
    contents.left_out.merge(inner.left_out)


def chosen(found: Iterable[Found], left_out: LeftOut, settings: Settings) -> Files:
    """What is read of the files that were found: those that matter first, as far as the limits of the lab go."""
    limits = settings.limits
    important = {f"{module}.py" for module in settings.student_modules} | {settings.notebook}
    files: Files = {}
    left = limits.unpacked_megabytes << 20
    work = left * MORE_WORK
    each_once = _one_of_each(found, important, left_out)
    homes = {each.path.parent for each in each_once if meant_name(each.path.name) in important}
    for each in sorted(each_once, key=lambda each: _order(each, important, homes)):
        if len(files) >= limits.files:
            left_out.add(each.path, f"there are more than {limits.files} files of code")
            continue
        notebook = is_notebook(each.path.name)
        if work <= 0 or (each.size > left and not notebook):
            left_out.add(each.path, f"there are more than {limits.unpacked_megabytes} MB of code")
            continue
        try:
            raw = each.read(MOST_NOTEBOOK if notebook else left + 1)  # what is really there, not what the entry claims
            data = without_outputs(raw) if notebook else raw
        except Unusable as reason:
            left_out.add(each.path, str(reason))
            continue
        work -= len(raw)
        if len(data) > left:
            left_out.add(each.path, f"there are more than {limits.unpacked_megabytes} MB of code")
            continue
        left -= len(data)
        files[each.path] = data
    return files


def without_outputs(data: bytes) -> bytes:
    """A large notebook without its outputs, and any other one as it is; raises `Unusable` for one that is too large."""
    if len(data) < LARGE_NOTEBOOK:
        return data
    if len(data) >= MOST_NOTEBOOK:
        raise Unusable(f"it has more than {MOST_NOTEBOOK >> 20} MB: clear all outputs and save it again")
    try:
        return limited(_cleared, data)
    except LimitExceeded:
        return data


def _cleared(data: bytes) -> bytes:
    """The notebook with no outputs; what is no notebook stays as it is."""
    try:
        raw = json.loads(data.decode(json.detect_encoding(data), "surrogatepass"))
        for cell in raw["cells"]:
            if cell.get("outputs"):
                cell["outputs"] = []
        return json.dumps(raw).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return data


def _order(found: Found, important: set[str], homes: set[PurePosixPath]) -> tuple[bool, bool, bool, int, int, str]:
    """What matters first: modules of the lab, files that only need another name, their neighbours, small files."""
    path = found.path
    meant = meant_name(path.name) in important
    return path.name not in important, not meant, path.parent not in homes, len(path.parts), found.size, str(path)


def _one_of_each(found: Iterable[Found], important: set[str], left_out: LeftOut) -> list[Found]:
    """Each file once: no two have names that some system takes for one, and none lies in another one.

    Of entries with the very same name the last one counts, as where a zip is unpacked.
    """
    last = {each.path: each for each in found}
    paths: dict[tuple[str, ...], PurePosixPath] = {}

    def preference(path: PurePosixPath) -> tuple[bool, bool, str]:
        return path.name not in important, key_of(path) != path.parts, str(path)

    for path in sorted(last, key=preference):
        if key_of(path) in paths:
            left_out.add(path, "another file has the same name, but for upper and lower case or accents")
        else:
            paths[key_of(path)] = path
    kept = []
    for key, path in paths.items():
        if any(key[:length] in paths for length in range(1, len(key))):
            left_out.add(path, "it lies in a folder that has the name of a file")
        else:
            kept.append(last[path])
    return kept


def add_folder(contents: Contents, folder: Path, prefix: PurePosixPath) -> None:
    """Add the files in a folder below `prefix`; no links are followed, and what cannot be looked into is noted."""
    waiting = deque([prefix])
    seen = 0
    while waiting:
        inside = waiting.popleft()
        try:
            entries, complete = _entries(folder / inside.relative_to(prefix))
        except OSError as error:
            contents.left_out.add(f"{inside}/", f"it cannot be read ({error.strerror})")
            continue
        seen += len(entries)
        if inside != prefix and not MARKS_OF_ENVIRONMENT.isdisjoint(entry.name for entry in entries):
            contents.add_environment(inside)
            continue
        if not complete:
            contents.left_out.add(f"{inside}/", f"the folder has more than {MOST_IN_FOLDER} files")
        if seen > MOST_ENTRIES:
            contents.left_out.add(f"{inside}/", f"the submission has more than {MOST_ENTRIES} files")
            return
        for entry in entries:
            path = inside / entry.name
            if entry.is_dir(follow_symlinks=False):
                _enter(contents, path, waiting)
            elif contents.wants(path):
                place = folder / path.relative_to(prefix)
                contents.add(_on_disk(path, place, _size(entry)))


def _enter(contents: Contents, path: PurePosixPath, waiting: "deque[PurePosixPath]") -> None:
    if path.name in CLUTTER:
        return
    if path.name in INSTALLED:
        contents.left_out.add(f"{path}/", IS_ENVIRONMENT)
    elif reason := why_unusable(path):
        contents.left_out.add(f"{path}/", reason)
    else:
        waiting.append(path)


def _entries(folder: Path) -> tuple[list["os.DirEntry[str]"], bool]:
    """What lies in a folder, in order, and whether that is all of it."""
    found: list[os.DirEntry[str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if len(found) == MOST_IN_FOLDER:
                return sorted(found, key=lambda entry: entry.name), False
            found.append(entry)
    return sorted(found, key=lambda entry: entry.name), True


def _size(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _on_disk(path: PurePosixPath, place: Path, size: int = 0) -> Found:
    return Found(path, size, lambda most: _bytes_of(place, most), place)


def _in_memory(data: bytes) -> Callable[[int], bytes]:
    return lambda most: data[:most]


def _bytes_of(place: Path, most: int) -> bytes:
    """At most this number of bytes of an ordinary file; raises `Unusable`."""
    try:
        with open(_opened(place, follow=False), "rb") as file:
            return file.read(most)
    except OSError as error:
        raise Unusable(f"it cannot be read ({error.strerror})") from None


def _opened(place: Path, follow: bool) -> int:
    """A descriptor of an ordinary file; raises `Unusable` for anything else, and waits for nobody."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    if not follow and place.is_symlink():
        raise Unusable("links are not followed")
    descriptor = os.open(place, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unusable("it is no ordinary file")
    return descriptor
