"""Reads the code in a zip, a folder or loose files, in bounded time and memory, and says what was left out.

A file that cannot be used does not keep the others from being used.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from autograder.grading.submission.limits import (
    MORE_WORK,
    MOST_ENTRIES,
    MOST_LISTING,
    LeftOut,
    key_of,
    shown,
    why_unusable,
)
from autograder.lab.settings import Settings

SKIPPED = {"__pycache__", "__MACOSX", ".git", ".ipynb_checkpoints", ".venv"}
SUFFIXES = {".py", ".ipynb"}
CHUNK = 1 << 16
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a file in a zip may be packed: the other methods have no bound on what one step unpacks."""
ENCRYPTED = 0x1
ENTRY = b"PK\x01\x02"
"""Begins each entry in the list of a zip's files."""
Files = dict[PurePosixPath, bytes]


class Unusable(Exception):
    """A file, or a whole archive, cannot be used; the text is the reason."""


@dataclass(frozen=True)
class Found:
    """A file of code that has been found; `read` gives at most so many of its bytes, and raises `Unusable`."""

    path: PurePosixPath
    size: int
    read: Callable[[int], bytes]


def files_of(place: Path, settings: Settings) -> tuple[Files, tuple[str, ...]]:
    """The code in a zip or a folder by path, and notes on what was left out; raises `Unusable` or `OSError`."""
    left_out = LeftOut()
    if place.is_dir():
        return chosen(_in_folder(place, left_out), left_out, settings), left_out.notes()
    descriptor = _opened(place, follow=True)
    with open(descriptor, "rb") as file:
        return chosen(_in_zip(file, left_out), left_out, settings), left_out.notes()


def loose_files(paths: Mapping[PurePosixPath, Path], settings: Settings) -> tuple[Files, tuple[str, ...]]:
    """The code among single files, by these names, and notes on what was left out."""
    left_out = LeftOut()
    found = [_on_disk(name, path) for name, path in paths.items() if _is_wanted(name, left_out)]
    return chosen(found, left_out, settings), left_out.notes()


def chosen(found: Iterable[Found], left_out: LeftOut, settings: Settings) -> Files:
    """What is read of the files that were found: those that matter first, as far as the limits of the lab go."""
    limits = settings.limits
    important = {f"{module}.py" for module in settings.student_modules} | {settings.notebook}
    files: Files = {}
    left = limits.unpacked_megabytes << 20
    work = left * MORE_WORK
    for each in sorted(_one_of_each(found, important, left_out), key=lambda each: _order(each.path, important)):
        if len(files) >= limits.files:
            left_out.add(each.path, f"there are more than {limits.files} files of code")
            continue
        if each.size > left or work <= 0:
            left_out.add(each.path, f"there are more than {limits.unpacked_megabytes} MB of code")
            continue
        try:
            data = each.read(left + 1)  # what is really there, not what the entry claims
        except Unusable as reason:
            left_out.add(each.path, str(reason))
            continue
        work -= len(data)
        if len(data) > left:
            left_out.add(each.path, f"there are more than {limits.unpacked_megabytes} MB of code")
            continue
        left -= len(data)
        files[each.path] = data
    return files


def _order(path: PurePosixPath, important: set[str]) -> tuple[bool, int, str]:
    return path.name not in important, len(path.parts), str(path)


def _one_of_each(found: Iterable[Found], important: set[str], left_out: LeftOut) -> list[Found]:
    """Each file once: no two have names that some system takes for one, and none lies in another one.

    Of entries with the very same name the last one counts, as where a zip is unpacked.
    """
    last = {each.path: each for each in found}
    paths: dict[tuple[str, ...], PurePosixPath] = {}
    for path in sorted(last, key=lambda path: (_order(path, important)[0], key_of(path) != path.parts, str(path))):
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


def _is_wanted(path: PurePosixPath, left_out: LeftOut) -> bool:
    """Whether a file is code, and lies where code lies; one that is and has no usable name is noted."""
    if path.suffix not in SUFFIXES or SKIPPED.intersection(path.parts):
        return False
    reason = why_unusable(path)
    if reason:
        left_out.add(path, reason)
    return not reason


def _in_folder(folder: Path, left_out: LeftOut) -> list[Found]:
    """The files of code in a folder; no links are followed, and what cannot be looked into is noted."""
    found: list[Found] = []
    waiting = [PurePosixPath()]
    seen = 0
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MOST_ENTRIES:
                        left_out.add(f"{shown(inside)}/", f"the submission has more than {MOST_ENTRIES} files")
                        return found
                    path = inside / entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name in SKIPPED:
                            continue
                        if reason := why_unusable(path):
                            left_out.add(f"{path}/", reason)
                        else:
                            waiting.append(path)
                    elif _is_wanted(path, left_out):
                        found.append(_on_disk(path, folder / path))
        except OSError as error:
            left_out.add(f"{inside}/", f"it cannot be read ({error.strerror})")
    return found


def _on_disk(path: PurePosixPath, place: Path) -> Found:
    return Found(path, 0, lambda most: _bytes_of(place, most))


def _bytes_of(place: Path, most: int) -> bytes:
    """At most so many bytes of an ordinary file; raises `Unusable`."""
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


def _in_zip(file: IO[bytes], left_out: LeftOut) -> list[Found]:
    """The files of code in a zip; raises `Unusable`, and almost anything where it is damaged."""
    archive = zipfile.ZipFile(_Listed(file))
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Unusable(f"it has more than {MOST_ENTRIES} files")
    found = []
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or not _is_wanted(path, left_out):
            continue
        if reason := _why_not_unpacked(entry):
            left_out.add(path, reason)
        else:
            found.append(Found(path, entry.file_size, _unpacking(archive, entry)))
    return found


def _why_not_unpacked(entry: zipfile.ZipInfo) -> str:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "links are not followed"
    if entry.flag_bits & ENCRYPTED:
        return "it has a password"
    if entry.compress_type not in METHODS:
        return "it is packed in a way that is not read here; make an ordinary zip"
    return ""


def _unpacking(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def unpacked(most: int) -> bytes:
        data = bytearray()
        try:
            with archive.open(entry) as packed:
                while len(data) < most and (chunk := packed.read(min(CHUNK, most - len(data)))):
                    data += chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise Unusable("it is damaged in the zip") from None
        return bytes(data)

    return unpacked


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


class _Listed:
    """A zip as a file from which `zipfile` reads no list of files that is too long."""

    def __init__(self, file: _Readable):
        self.file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises `Unusable` where they would be too many, or are the list of too many files."""
        data = self.file.read(min(size, MOST_LISTING + 1) if size >= 0 else MOST_LISTING + 1)
        if len(data) > MOST_LISTING or data.count(ENTRY) > MOST_ENTRIES:
            raise Unusable(f"it has more than {MOST_ENTRIES} files, or names that are too long")
        return data

    def seekable(self) -> bool:
        """Whether the place to read can be chosen: in an ordinary file it can."""
        return True

    def close(self) -> None:
        """Leave the file to its owner."""
