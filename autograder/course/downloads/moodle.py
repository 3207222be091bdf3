"""Moodle: a folder for each student and kind of submission, or flat files with the same beginning.

Source: `get_student_prefix` and `load_submissionplugin_filelist` in `mod/assign/classes/downloader.php` of
https://github.com/moodle/moodle
The number is that of the participant in this assignment (`Identifier` in Moodle's grading worksheet), or the id of a
group. Up to Moodle 3, folders ended in an underscore.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course.downloads.entry import (
    Download,
    Entry,
    Upload,
    are_mostly,
    by_student,
    ignored,
    joined,
    latest_of_each,
    left_out,
    only_text,
)
from autograder.grading.results.schema import User

NAME = re.compile(r"(?P<who>[^/]+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?")
FILES = "file"
"""The kind of what was uploaded; `onlinetext` was typed."""


def recognises(names: Sequence[str]) -> bool:
    """Whether a folder with these names is a download from Moodle."""
    return are_mostly(names, NAME.fullmatch)


def read(children: Sequence[Path]) -> Download:
    """The submissions among the folders or files of a download."""
    students, others = by_student(children, NAME, ("who", "id"))
    entries = [_entry(who, ident, found) for (who, ident), found in students.items()]
    return Download("a Moodle download", tuple(sorted(entries, key=lambda entry: entry.name)), ignored(others))


def _entry(who: str, ident: str | None, found: list[Upload]) -> Entry:
    folders = [path for match, path in found if match["kind"] == FILES and path.is_dir()]
    flat = {match["file"]: path for match, path in found if match["kind"] == FILES and not path.is_dir()}
    kept, others = latest_of_each(sorted(flat, key=lambda name: (len(name), name)))
    uploads = [*((path.name, path) for path in folders), *((name, flat[name]) for name in kept)]
    return Entry(
        name=f"{who}_{ident}" if ident else who,
        place=joined(uploads) if uploads else {},
        users=(User(id=ident, name=who),) if ident else (),
        notes=left_out(others),
        doubts=() if uploads else (only_text("a text"),),
    )
