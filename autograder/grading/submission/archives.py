"""Looks into archives: zips in this process as far as they are small, and everything else in one with limits.

Archives in archives are opened to a depth of `MOST_LEVELS`. All of it together stays within the limits of one
submission, so that a bomb costs itself alone.
"""

import io
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from autograder.grading.submission.contents import Contents, Found, TooMuch, Unusable
from autograder.grading.submission.kinds import IS_OTHER, START, end_by_content, environments, kind_of
from autograder.grading.submission.limits import (
    LARGE_LISTING,
    MORE_WORK,
    MOST_ARCHIVES,
    MOST_ENTRIES,
    MOST_LEVELS,
    MOST_LISTING,
    LeftOut,
    shown,
)
from autograder.lib.errors import LimitExceeded
from autograder.lib.limited import limited

CHUNK = 1 << 16
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a file in a zip may be packed: the other methods have no bound on what one step unpacks."""
ENCRYPTED = 0x1
ENTRY = b"PK\x01\x02"
"""Begins each entry in the list of a zip's files."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Large(Unusable):
    """A zip has a list of files that is too long for this process."""


@dataclass(frozen=True)
class Inner:
    """What an archive held: its code, its other files, and what was left out."""

    files: list[tuple[PurePosixPath, bytes]]
    others: dict[PurePosixPath, str]
    left_out: LeftOut


def unpacked(source: Path | bytes, prefix: PurePosixPath, most: int) -> Inner:
    """What an archive holds, its paths below `prefix`, at most this number of bytes of it; raises `Unusable`."""
    try:
        return limited(_everything_in, source, prefix, most)
    except Unusable:
        raise
    except LimitExceeded as error:
        raise TooMuch(f"it cannot be unpacked: {error}") from None
    except Exception as error:  # a hostile archive makes the libraries raise almost anything
        raise Unusable(f"it is damaged ({_short(error)})") from None


def in_zip(
    file: IO[bytes], contents: Contents, prefix: PurePosixPath, listing: tuple[int, int] = (MOST_ENTRIES, MOST_LISTING)
) -> None:
    """Add the files of a zip; raises `Large`, `Unusable`, and almost anything where it is damaged."""
    archive = zipfile.ZipFile(_Listed(file, *listing))
    entries = archive.infolist()
    if len(entries) > listing[0]:
        raise Large(f"it has more than {listing[0]} files")
    paths = [_below(prefix, entry.filename) for entry in entries]
    roots = environments(paths)
    for entry, path in zip(entries, paths, strict=True):
        if root := next((root for root in roots if path.is_relative_to(root)), None):
            contents.add_environment(root)
        if root or entry.is_dir() or not contents.wants(path):
            continue
        if reason := _why_not_unpacked(entry):
            contents.refuse(path, reason)
        else:
            contents.add(Found(path, entry.file_size, _unpacking(archive, entry)))


def _below(prefix: PurePosixPath, name: str) -> PurePosixPath:
    """Where an entry of an archive lies, whose name may begin at the root of the student's disk."""
    return prefix / name.replace("\\", "/").lstrip("/")


def _everything_in(source: Path | bytes, prefix: PurePosixPath, most: int) -> Inner:
    """As `unpacked`, in the process with limits."""
    if isinstance(source, bytes):
        return _within(io.BytesIO(source), prefix, most)
    with open(os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unusable("it is no ordinary file")
        return _within(file, prefix, most)


def _within(file: IO[bytes], prefix: PurePosixPath, most: int) -> Inner:
    contents = Contents()
    _open(file, prefix, contents, most, 1)
    files, left, work = [], most, most * MORE_WORK
    for found in sorted(contents.code, key=lambda found: (found.size, str(found.path))):
        try:
            data = found.read(min(left, max(work, 0)) + 1)
        except Unusable as reason:
            contents.left_out.add(found.path, str(reason))
            continue
        work -= len(data)
        if len(data) > left or work < 0:
            contents.left_out.add(found.path, f"there are more than {most >> 20} MB of code")
        else:
            left -= len(data)
            files.append((found.path, data))
    return Inner(files, contents.others, contents.left_out)


def _open(file: IO[bytes], prefix: PurePosixPath, contents: Contents, most: int, level: int) -> None:
    """Add what an archive holds, and what the archives in it hold."""
    inner = Contents(contents.left_out, others=contents.others, environments=contents.environments)
    if _is_zip(file):
        in_zip(file, inner, prefix, LARGE_LISTING)
    else:
        _in_tar(file, inner, prefix, most)
    contents.code += inner.code
    for number, archive in enumerate(inner.archives):
        if level == MOST_LEVELS or number == MOST_ARCHIVES:
            contents.left_out.add(archive.path, "there are too many archives in one another")
            continue
        before = len(contents.code)
        try:
            data = archive.read(most * MORE_WORK + 1)
            if len(data) > most * MORE_WORK:
                raise Unusable(f"it has more than {most * MORE_WORK >> 20} MB")
            _open(io.BytesIO(data), archive.path, contents, most, level + 1)
            reason = ""
        except Unusable as error:
            reason = str(error)
        except (*DAMAGED, tarfile.TarError) as error:
            reason = f"it is damaged ({_short(error)})"
        if len(contents.code) == before and contents.is_something_else(archive.path):
            continue
        if reason:
            contents.left_out.add(archive.path, reason)


def _short(error: Exception) -> str:
    return shown(" ".join(str(error).split()) or type(error).__name__)


def _is_zip(file: IO[bytes]) -> bool:
    """Whether a file is a zip, and not a tar at the end of which one lies."""
    end = end_by_content(file.read(START))
    found = end == ".zip" or (not end and zipfile.is_zipfile(file))
    file.seek(0)
    return found


def _in_tar(file: IO[bytes], contents: Contents, prefix: PurePosixPath, most: int) -> None:
    """Add the files of a tar, packed or not; what comes before damage in it is used."""
    paths, left = [], most * MORE_WORK
    try:
        with tarfile.open(fileobj=file, mode="r:*") as archive:
            for member in archive:
                path = _below(prefix, member.name)
                paths.append(path)
                if len(paths) > LARGE_LISTING[0]:
                    raise Unusable(f"it has more than {LARGE_LISTING[0]} files")
                if member.isdir() or not contents.wants(path):
                    continue
                if not member.isreg():
                    links = "links are not followed" if member.issym() or member.islnk() else "it is no ordinary file"
                    contents.refuse(path, links)
                    continue
                packed = archive.extractfile(member)
                data = packed.read(min(START, left)) if packed else b""
                if packed and kind_of(path.name, data)[0] != IS_OTHER:
                    data += packed.read(left - len(data))
                left -= len(data)
                if len(data) < member.size and kind_of(path.name, data)[0] != IS_OTHER:
                    contents.left_out.add(path, "it is damaged in the archive" if left else "there is too much of it")
                    continue
                contents.add(Found(path, len(data), _in_memory(data)))
    except (tarfile.TarError, EOFError, zlib.error, OSError):
        if not contents.code and not contents.archives:
            raise Unusable("it is damaged, or no archive") from None
        contents.left_out.add(prefix, "it is damaged: what comes before the damage is used")
    contents.without_environments(paths)


def _in_memory(data: bytes) -> Callable[[int], bytes]:
    return lambda most: data[:most]


def _why_not_unpacked(entry: zipfile.ZipInfo) -> str:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "links are not followed"
    if entry.flag_bits & ENCRYPTED:
        return "it has a password: ask for a zip without one"
    if entry.compress_type not in METHODS:
        return "it is packed in a way that is not read here; make an ordinary zip"
    return ""


def _unpacking(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        data = bytearray()
        try:
            with archive.open(entry) as packed:
                while len(data) < most and (chunk := packed.read(min(CHUNK, most - len(data)))):
                    data += chunk
        except DAMAGED:
            raise Unusable("it is damaged in the zip") from None
        return bytes(data)

    return read


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


class _Listed:
    """A zip as a file from which `zipfile` reads no list of files that is too long."""

    def __init__(self, file: _Readable, most_entries: int, most_bytes: int):
        self.file = file
        self.most_entries, self.most_bytes = most_entries, most_bytes
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises `Large` where they would be too many, or are the list of too many files."""
        data = self.file.read(min(size, self.most_bytes + 1) if size >= 0 else self.most_bytes + 1)
        if len(data) > self.most_bytes or data.count(ENTRY) > self.most_entries:
            raise Large(f"it has more than {self.most_entries} files, or names that are too long")
        return data

    def seekable(self) -> bool:
        """Whether the place to read can be chosen: in an ordinary file it can."""
        return True

    def close(self) -> None:
        """Leave the file to its owner."""
