"""What the files of a submission are: code, archives, documents, and what nobody wrote by hand.

Code is known by its name. Where somebody has given an archive or a document another name, such as a zip that is called
`lab.rar` because a platform refuses zips, its content counts.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from autograder.grading.submission.limits import MOST_NAME

CLUTTER = {"__pycache__", "__MACOSX", ".git", ".hg", ".svn", ".ipynb_checkpoints", ".idea", ".vscode", ".mypy_cache",
           ".pytest_cache", ".ruff_cache", ".tox", ".nox", ".eggs", ".cache"}  # fmt: skip
"""Folders that tools make, of which nobody needs to hear."""
INSTALLED = {"venv", ".venv", "site-packages", "dist-packages", "node_modules", "conda-meta"}
"""Folders of installed packages."""
MARKS_OF_ENVIRONMENT = {"pyvenv.cfg", "conda-meta"}
"""What lies in the folder of an environment, whatever its name: PEP 405, and conda."""
IS_CODE, IS_NOTEBOOK, IS_ARCHIVE, IS_OTHER = "code", "notebook", "archive", "other"
CODE = (".py", ".ipynb")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
"""Archives that are read."""
NOT_READ = {
    ".rar": "a RAR archive", ".7z": "a 7z archive", ".gz": "a gzip file", ".bz2": "a bzip2 file", ".xz": "an xz file",
    ".zst": "a zstd file", ".lzma": "an lzma file", ".zipx": "a zipx archive", ".cab": "a cabinet archive",
    ".dmg": "a disk image", ".iso": "a disk image", ".exe": "a program", ".patch": "a patch", ".diff": "a patch",
    ".bundle": "a bundle of git", ".eml": "an e-mail", ".msg": "an e-mail", ".crdownload": "an unfinished download",
    ".part": "an unfinished download", ".partial": "an unfinished download", ".icloud": "a placeholder of iCloud",
    ".pdf": "a PDF", ".docx": "a Word document", ".doc": "a Word document", ".odt": "a text document",
    ".rtf": "a text document", ".pages": "a Pages document", ".html": "a web page", ".htm": "a web page",
    ".mhtml": "a web page", ".png": "a picture", ".jpg": "a picture", ".jpeg": "a picture", ".heic": "a picture",
    ".url": "a link", ".webloc": "a link", ".lnk": "a link", ".gdoc": "a link", ".pyc": "compiled Python",
}  # fmt: skip
"""What is handed in instead of code, by the end of its name, with a word for it."""
MAGIC = {
    b"PK\x03\x04": ".zip", b"PK\x05\x06": ".zip", b"\x1f\x8b": ".tar.gz", b"BZh": ".tar.bz2",
    b"\xfd7zXZ\x00": ".tar.xz", b"Rar!\x1a\x07": ".rar", b"7z\xbc\xaf\x27\x1c": ".7z", b"\x28\xb5\x2f\xfd": ".zst",
    b"%PDF": ".pdf", b"{\\rtf": ".rtf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"<html": ".html",
    b"<HTML": ".html", b"<!DOCTYPE": ".html", b"<!doctype": ".html",
}  # fmt: skip
"""How a file begins, with the end of name that it should have."""
IN_NOTEBOOKS = re.compile(rb'"(?:cells|nbformat)"\s*:')
"""Near the start of a notebook, whichever program has written it."""
TAR = (257, b"ustar")
"""Where a tar has its mark."""
START = 512
"""Bytes of a file that show what it is."""
ALSO_ARCHIVES = {".docx", ".odt", ".pages", ".zipx", ".gz", ".bz2", ".xz", ".crdownload", ".part", ".partial"}
"""Files that are not read, and begin as an archive does: they count as archives where there is code in them."""
SPLIT = re.compile(
    r"(?P<stem>.+?)(?:\.(?:zip|7z|rar|tar(?:\.\w+)?)\.\d{2,3}|\.[zr]\d{2}|\.part\d{1,3}\.rar)", re.IGNORECASE
)
"""One of several files that are an archive together: `x.zip.001`, `x.z01`, `x.part1.rar`."""
A_PART = "a part of a split archive"
ARCHIVE_IN_NAME = re.compile(r"\.(?:zip|tar|tgz|rar|7z)\b|^[^.]+$|\.(?:txt|json|piz)$", re.IGNORECASE)
"""A name that says that a file is, or may be, an archive with another end: `x.zip.bak`, `x.txt`, `x`."""
COPY = re.compile(
    r"(?P<stem>.+?)(?:[ _-]*\(\d{1,3}\)|[ _.-]+(?:copy|kopie|copia|copie|final|fixed|new)\d{0,3}|[ _.-]+v\d{1,2}"
    r"|[ _-]\d{1,2})*(?P<suffix>\.py|\.ipynb)(?:\.(?:txt|json|py|ipynb))*",
    re.IGNORECASE,
)
"""A file of code that some program has renamed: `x (1).py`, `x-1.py`, `x copy.py`, `x-Copy1.ipynb`, `x.py.txt`."""


def meant_name(name: str) -> str:
    """The name that a file of code was meant to have, in lower case; empty where a file is no code."""
    return _meant_name(name) if len(name) <= MOST_NAME else ""


@lru_cache(1 << 12)  # a class has the same names many times
def _meant_name(name: str) -> str:
    match = COPY.fullmatch(name)
    return f"{match['stem']}{match['suffix']}".casefold() if match else ""


def is_code(name: str) -> bool:
    """Whether a file is code by its name: a module or a notebook, also where a program has renamed it."""
    return name.endswith(CODE) or (not name.startswith("._") and bool(meant_name(name)))


def is_notebook(name: str) -> bool:
    """Whether a file of code is a notebook."""
    return meant_name(name).endswith(".ipynb")


def is_archive(name: str) -> bool:
    """Whether a file is an archive that is read."""
    return name.lower().endswith(ARCHIVES) and not name.startswith("._")


def what_is_not_read(name: str) -> str:
    """What a file is that is handed in instead of code, such as "a PDF"; empty where it is something else."""
    if name.startswith(("._", "~$")):  # what a Mac keeps besides a file, and what Word keeps while one is open
        return ""
    return A_PART if SPLIT.fullmatch(name) else NOT_READ.get(PurePosixPath(name).suffix.lower(), "")


def may_be_called_otherwise(name: str) -> bool:
    """Whether the content of a file may be of another kind than its name says, if people have renamed it."""
    if name.startswith("._"):
        return False
    return is_archive(name) or is_notebook(name) or bool(what_is_not_read(name) or ARCHIVE_IN_NAME.search(name))


def kind_of(name: str, start: bytes) -> tuple[str, str]:
    """What a file is by its content, and by its name where the content does not say it.

    `IS_CODE`, `IS_NOTEBOOK` (one that has the name of something else), `IS_ARCHIVE` or `IS_OTHER`; of the last one,
    also what it is, such as "a PDF", as far as that is known. `start` has the first `START` bytes.
    """
    if SPLIT.fullmatch(name):
        return IS_OTHER, A_PART
    end = end_by_content(start)
    if is_code(name) and not (is_notebook(name) and end not in ("", ".ipynb", ".html")):
        return IS_CODE, ""
    if end == ".ipynb":
        return IS_NOTEBOOK, ""
    if end in ARCHIVES or (not end and is_archive(name)):
        return IS_ARCHIVE, ""
    return IS_OTHER, NOT_READ[end] if end else what_is_not_read(name)


def is_clutter(path: PurePosixPath) -> bool:
    """Whether a file or folder lies where tools keep theirs."""
    return not CLUTTER.isdisjoint(path.parts)


def installed_in(path: PurePosixPath) -> PurePosixPath | None:
    """The folder of installed packages that a path is, or lies in; None where there is none."""
    for number, part in enumerate(path.parts):
        if part in INSTALLED:
            return PurePosixPath(*path.parts[: number + 1])
    return None


def environments(paths: Iterable[PurePosixPath]) -> set[PurePosixPath]:
    """The folders among these files that are environments, by what lies in them; never all of the submission."""
    found = set()
    for path in paths:
        for number, part in enumerate(path.parts):
            if part in MARKS_OF_ENVIRONMENT and number:
                found.add(PurePosixPath(*path.parts[:number]))
    return found


def end_by_content(start: bytes) -> str:
    """The end of name that a file should have that begins with these bytes; empty where that is not known."""
    place, mark = TAR
    if start[place:].startswith(mark):
        return ".tar"
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and IN_NOTEBOOKS.search(start):
        return ".ipynb"
    return next((end for magic, end in MAGIC.items() if start.startswith(magic)), "")
