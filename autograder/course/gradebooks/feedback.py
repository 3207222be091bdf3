"""Feedback pages in a zip that a platform takes back in one go, each where the platform looks for that student.

Canvas: a file for each upload, called as in the download (`infer_comment_context_from_filename` in
`app/models/abstract_assignment.rb` of https://github.com/instructure/canvas-lms). Students get it under the name of the
upload, so the page lies in a zip, and only uploads that were zips can have one.
Moodle: a folder NAME_PARTICIPANT_assignfeedback_file (`mod/assign/feedback/file/importziplib.php` of
https://github.com/moodle/moodle).
Brightspace: the folders of the download.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.course.gradebooks.roster import IDENTIFIER, PARTICIPANT
from autograder.course.gradebooks.rows import Row
from autograder.lib.errors import GradebookError

PAGE = "feedback.html"
Files = dict[str, bytes]
"""The content of a zip, by path."""
UPLOAD = re.compile(r"(?P<start>.*?)_(?:LATE_)?(?P<id>\d+)_(?P<upload>\d+)_(?P<file>.+)")
FOLDER = re.compile(r"(?P<id>\d+-\d+) - (?P<who>.+) - .+")
NEEDS_DOWNLOAD = ("canvas", "brightspace")


def feedback_zip(rows: Iterable[Row], platform: str, download: Path | None) -> tuple[bytes, tuple[str, ...]]:
    """The zip, and a sentence for each student who has no page in it.

    Raises `GradebookError` where the platform takes no such zip, or the names of the download are needed for it.
    """
    if platform not in PLACES:
        raise GradebookError(f"{platform} takes no zip with feedback; there is one for {', '.join(PLACES)}")
    if platform in NEEDS_DOWNLOAD and download is None:
        raise GradebookError(f"--feedback needs --download for {platform}: the folder or zip that was graded")
    names = names_of(download) if download else []
    files: Files = {}
    problems = []
    for row in rows:
        if row.page is None:
            problems.append(f"{row.student} has no feedback page next to the results, and gets no feedback")
            continue
        found = PLACES[platform](row, names, row.page.read_bytes())
        if not found:
            problems.append(f"{row.student}: {MISSING[platform]}: no feedback")
        files |= found
    return zipped(files), tuple(problems)


def names_of(download: Path) -> list[str]:
    """The names of files and folders in a download, or in the only folder in it; raises `GradebookError`."""
    try:
        if download.is_dir():
            children = [path for path in download.iterdir() if not path.name.startswith(".")]
            inner = children[0] if len(children) == 1 and children[0].is_dir() else download
            return sorted({path.name for path in (*children, *inner.iterdir())})
        with zipfile.ZipFile(download) as archive:
            return sorted({part for name in archive.namelist() for part in name.split("/")[:2] if part})
    except (OSError, zipfile.BadZipFile) as error:
        raise GradebookError(f"{download} cannot be read as a download: {error}") from None


def zipped(files: Files) -> bytes:
    """A zip, the same for the same files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _canvas(row: Row, names: list[str], page: bytes) -> Files:
    own = str(row.roster.get("ID") or row.user.id or "")
    matches = [match for name in names if (match := UPLOAD.fullmatch(name)) and match["id"] == own]
    zips = [match for match in matches if match["file"].lower().endswith(".zip")]
    latest = max(zips, key=lambda match: int(match["upload"]), default=None)
    return {latest.string: zipped({PAGE: page})} if latest else {}


def _moodle(row: Row, names: list[str], page: bytes) -> Files:
    number = PARTICIPANT.fullmatch(row.roster.get(IDENTIFIER, ""))
    participant = number["number"] if number else str(row.user.id or "")
    name = re.sub(r"[^\w .'-]|_", " ", row.roster.get("Full name") or row.name or "Participant")
    return {f"{name}_{participant}_assignfeedback_file/{PAGE}": page} if participant.isdecimal() else {}


def _brightspace(row: Row, names: list[str], page: bytes) -> Files:
    matches = [match for name in names if (match := FOLDER.fullmatch(name)) and match["id"] == str(row.user.id)]
    return {f"{match.string}/{PAGE}": page for match in matches}


def _plain(row: Row, names: list[str], page: bytes) -> Files:
    name = re.sub(r"[^\w@.+ -]", "_", row.student)
    return {f"{name}.html": page}


PLACES: dict[str, Callable[[Row, list[str], bytes], Files]] = {
    "canvas": _canvas, "moodle": _moodle, "moodle-worksheet": _moodle, "brightspace": _brightspace, "plain": _plain,
}  # fmt: skip
MISSING = {
    "canvas": "the download has no zip of this student, under whose name Canvas would give the page back",
    "moodle": "the number of the participant is not known; take --format moodle-worksheet with the worksheet",
    "moodle-worksheet": "the number of the participant is not known",
    "brightspace": "the download has no folder of this student",
    "plain": "",
}
