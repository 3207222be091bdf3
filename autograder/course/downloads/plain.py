"""A folder of folders, archives and single files, each named after a student: collected by hand, or clones."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from autograder.course.downloads.entry import (
    Download,
    Entry,
    Place,
    ignored,
    joined,
    latest_of_each,
    left_out,
    may_be_work,
)
from autograder.grading.submission.kinds import ARCHIVES, SPLIT, meant_name
from autograder.grading.submission.limits import shown

GENERIC = {"submission", "homework", "assignment", "archive", "archiv", "lab", "code", "solution", "files", "download"}
"""Names of files that say nothing about whose they are."""
BETWEEN = re.compile(r"[ _\-.,]+$")
CALLED_OTHERWISE = re.compile(r"\.?(?P<stem>.+?)\.(?:zip|rar|7z|tgz|tar|tar\.\w+)\.\w+", re.IGNORECASE)
"""An archive with another end behind its own, such as `x.zip.bak`, or `.x.zip.icloud`."""
NUMBER = re.compile(r"\((\d{1,3})\)")


def read(children: Sequence[Path], assignment: str) -> Download:
    """The submissions among what lies in a folder."""
    chosen = [path for path in children if path.is_dir() or (may_be_work(path) and path.name != "index.html")]
    students: dict[str, list[tuple[str, Path]]] = {}
    for path in chosen:
        who, file = _whose(path, assignment)
        students.setdefault(who, []).append((file, path))
    entries = [_entry(who, uploads) for who, uploads in sorted(students.items())]
    unknown = tuple(
        f"{shown(path.name)}: nothing says whose it is; call it by the student's name"
        for path in chosen
        if _is_generic(path, assignment)
    )
    return Download("folders and zips", tuple(entries), ignored(set(children) - set(chosen)), unknown)


def _entry(who: str, uploads: list[tuple[str, Path]]) -> Entry:
    ordered = sorted(uploads, key=lambda upload: (not upload[1].is_dir(), _number(upload[1].name), upload[1].name))
    place, others = _place(who, ordered)
    return Entry(who, place, notes=left_out(others))


def _place(who: str, uploads: list[tuple[str, Path]]) -> tuple[Place, list[str]]:
    kept, _ = latest_of_each([path.name for _, path in uploads])
    used = [(file, path) for file, path in uploads if path.name in kept]
    return joined(used), [path.name for _, path in uploads if path.name not in kept]


def _number(name: str) -> int:
    found = NUMBER.findall(name)
    return int(found[-1]) if found else 0


def _stem(path: Path) -> tuple[str, str]:
    """The name of something without its ending, and the ending."""
    if path.is_dir():
        return path.name, ""
    if otherwise := SPLIT.fullmatch(path.name) or CALLED_OTHERWISE.fullmatch(path.name):
        return otherwise["stem"], path.name.removeprefix(otherwise["stem"])
    low = path.name.lower()
    end = next((end for end in sorted(ARCHIVES, key=len, reverse=True) if low.endswith(end)), path.suffix)
    return path.name[: len(path.name) - len(end)] if end else path.name, end


def _is_generic(path: Path, assignment: str) -> bool:
    stem = meant_name(f"{_stem(path)[0]}.py").removesuffix(".py")
    return not path.is_dir() and stem in GENERIC | {assignment.casefold()}


def _whose(path: Path, assignment: str) -> tuple[str, str]:
    """The student whose upload this is by its name, and the name that the file had before somebody added the student's.

    `ada.zip` and `ada (1).zip` are Ada's. Where names say nothing, each upload has its own name.
    """
    stem, end = _stem(path)
    if path.is_dir() or _is_generic(path, assignment):
        return stem, path.name
    plain = re.sub(r"(?:[ _-]*\(\d{1,3}\))+$", "", stem) or stem
    cut = plain.casefold().rfind(assignment.casefold())
    if cut > 0 and plain[cut:].casefold() == assignment.casefold() and BETWEEN.search(plain[:cut]):
        return BETWEEN.sub("", plain[:cut]) or plain, f"{plain[cut:]}{end}"
    return plain, str(PurePosixPath(path.name))
