"""Recognises a download: that of a platform, its zip, or the folder around it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.course.downloads import autolab, blackboard, brightspace, canvas, gradescope, moodle, nbgrader, plain
from autograder.course.downloads.entry import Download, ignored, may_be_work, with_usable_names
from autograder.course.downloads.unpack import Unpacked, names_in
from autograder.grading.submission.kinds import is_archive
from autograder.lib.errors import DownloadError

BY_NAMES = (autolab, canvas, moodle, blackboard, brightspace)
"""Platforms whose downloads are known by the names of files or folders."""
NOBODY = ("index.html",)
"""Files that platforms add."""
OF_SYSTEMS = ("Thumbs.db", "desktop.ini", "Icon\r")
"""Files that systems add to folders."""
IN_PARTS = re.compile(r"(?P<whole>.+-\d{8}T\d{6}Z)-(?:\d{1,3}-)?(?P<part>\d{3})\.zip")
"""A zip of a large folder of Google Drive, which comes in several: `Lab 3-20261127T101010Z-001.zip`."""
MOST_LEVELS, MOST_LOOKED_AT = 3, 50
"""Folders that are looked into, one in the other, and entries of each, to see which student a folder belongs to."""


def find_submissions(place: Path, assignment: str) -> Download:
    """The submissions in a folder or a download's zip; `assignment` is nbgrader's name of the lab.

    Raises `DownloadError`.
    """
    try:
        found = _from(place, assignment)
    except OSError as error:
        raise DownloadError(f"{place} cannot be read: {error.strerror}") from None
    if not found.entries:
        raise DownloadError(f"{place} holds no submission: it should have a folder or a zip for each student")
    return with_usable_names(found)


def _from(place: Path, assignment: str) -> Download:
    if place.is_dir():
        return _in_folder(place, assignment)
    if not place.exists():
        raise DownloadError(f"{place} is no folder: name the one that holds the submissions")
    if place.suffix.lower() != ".zip":
        raise DownloadError(f"{place} is neither a folder nor a zip: name the folder that holds the submissions")
    return _in_zip(place, assignment)


def _in_zip(path: Path, assignment: str) -> Download:
    """The submissions in the zip of a download."""
    return _in_zips([path], assignment, "a zip")


def _in_zips(paths: Sequence[Path], assignment: str, what: str) -> Download:
    """The submissions in the zips of one download."""
    unpacked = Unpacked(*paths)
    found = _in_folder(unpacked.folder, assignment)
    entries = tuple(replace(entry, kept=unpacked) for entry in found.entries)
    return replace(found, kind=f"{found.kind} ({what})", entries=entries, notes=unpacked.notes + found.notes)


def _parts(children: Sequence[Path]) -> list[Path]:
    """The zips in which one folder of Google Drive has come, where a folder holds nothing else; else none."""
    matches = [IN_PARTS.fullmatch(path.name) for path in children if path.is_dir() or may_be_work(path)]
    wholes = {match["whole"] if match else "" for match in matches}
    if len(matches) < 2 or len(wholes) > 1 or "" in wholes:
        return []
    return [path for path in children if IN_PARTS.fullmatch(path.name)]


def _in_folder(folder: Path, assignment: str) -> Download:
    """The submissions in a folder that is a download, holds one, or holds a folder or file for each student."""
    children = _children(folder)
    if known := _known(folder, children, assignment):
        return known()
    if parts := _parts(children):
        return _in_zips(parts, assignment, f"{len(parts)} zips of Google Drive")
    if inner := _inner(children, assignment):
        return inner
    _refuse_one_submission(folder, children, assignment)
    chosen = [path for path in children if path.is_dir() or may_be_work(path)]
    if len(chosen) == 1 and _is_class(chosen[0], assignment):
        found = plain.read(_children(chosen[0]), assignment)
        others = ignored(set(children) - set(chosen))
        return replace(found, kind=f"{found.kind}, in {chosen[0].name}", notes=others + found.notes)
    return plain.read(children, assignment)


def _children(folder: Path) -> list[Path]:
    """What lies in a folder, without what is hidden; a file that iCloud has not downloaded is hidden, and counts."""
    found = (path for path in folder.iterdir() if path.name not in OF_SYSTEMS)
    return sorted(path for path in found if not path.name.startswith((".", "__MACOSX")) or path.suffix == ".icloud")


def _known(folder: Path, children: Sequence[Path], assignment: str) -> Callable[[], Download] | None:
    """What reads this folder, where it is the download of a platform."""
    if (folder / gradescope.METADATA).is_file():
        return lambda: gradescope.read(folder)
    if (folder / nbgrader.SUBMITTED).is_dir():
        return lambda: nbgrader.read(folder / nbgrader.SUBMITTED, assignment)
    if folder.name == nbgrader.SUBMITTED:
        return lambda: nbgrader.read(folder, assignment)
    names = [path.name for path in children if path.name not in NOBODY]
    for platform in BY_NAMES:
        if names and platform.recognises(names):
            return lambda: platform.read(children)
    return None


def _inner(children: Sequence[Path], assignment: str) -> Download | None:
    """The downloads that lie in a folder, where all its folders and zips are some; a single one, as a rule."""
    found = []
    chosen = [path for path in children if path.is_dir() or path.suffix.lower() == ".zip"]
    for path in chosen:
        reads = _known(path, _children(path), assignment) if path.is_dir() else _zipped(path, assignment)
        if reads is None:
            return None
        found.append((path, reads))
    if not found:
        return None
    others = ignored(set(children) - set(chosen))
    if len(found) == 1:
        path, reads = found[0]
        one = reads()
        return replace(one, kind=f"{one.kind}, in {path.name}", notes=others + one.notes)
    several = [reads() for _, reads in found]
    return Download(
        ", ".join(f"{one.kind}, in {path.name}" for (path, _), one in zip(found, several, strict=True)),
        tuple(entry for one in several for entry in one.entries),
        others + tuple(note for one in several for note in one.notes),
        tuple(sentence for one in several for sentence in one.unknown),
    )


def _is_class(folder: Path, assignment: str) -> bool:
    """Whether a folder holds the submissions of several students, as far as one can see without opening them."""
    if not folder.is_dir() or (folder / assignment).is_dir():
        return False
    return sum(_holds_work(path, assignment, MOST_LEVELS) for path in _children(folder)) > 1


def _holds_work(path: Path, assignment: str, levels: int) -> bool:
    """Whether this is an archive, or a folder with the package or an archive in it, this many folders down at most."""
    if not path.is_dir():
        return is_archive(path.name)
    if (path / assignment).is_dir():
        return True
    return levels > 0 and any(_holds_work(inner, assignment, levels - 1) for inner in _children(path)[:MOST_LOOKED_AT])


def _zipped(path: Path, assignment: str) -> Callable[[], Download] | None:
    """What reads a zip, where it is the download of a platform by the names in it."""
    names = [name for name in names_in(path) if name not in NOBODY and not name.startswith((".", "__MACOSX"))]
    if gradescope.METADATA in names or any(names and platform.recognises(names) for platform in BY_NAMES):
        return lambda: _in_zip(path, assignment)
    return None


def _refuse_one_submission(folder: Path, children: Sequence[Path], assignment: str) -> None:
    """Raise `DownloadError` where a folder is what one student handed in."""
    if any(is_archive(path.name) for path in children):
        return
    package, notebook = folder / assignment, folder / f"{assignment}.ipynb"
    inside = package.is_dir() and any(package.glob("*.py"))
    loose = notebook.is_file() and len([path for path in children if path.suffix == ".py"]) > 1
    if inside or (loose and not any(path.is_dir() for path in children)):
        raise DownloadError(f"{folder} is what one student handed in: `autograder grade {folder}` grades it")
