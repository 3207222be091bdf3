"""Canvas: flat files, named after the student (or group), the student's id and the upload.

Source: `get_filename` and `add_upload_submission` of
https://github.com/instructure/canvas-lms/blob/master/lib/content_zipper.rb
The name is that of the representative or of the group, in lower case; text and links become `_text.html`, `_link.html`.
A file that is handed in again gets a number, as in `x-1.zip`. All files of a student belong to the latest attempt.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course.downloads.entry import (
    Download,
    Entry,
    are_mostly,
    ignored,
    joined,
    latest_of_each,
    left_out,
    only_text,
)
from autograder.grading.results.schema import User

LETTER = r"[\w\u0300-\u036f]"
"""Also an accent by itself, as a Mac writes names."""
NAMED = re.compile(
    rf"(?P<who>{LETTER}+?)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?:(?P<upload>\d+)_(?P<file>.+)|(?P<typed>text|link)\.html)"
)
ANONYMOUS = re.compile(
    r"(?:(?P<late>LATE)_)?(?P<who>anon_(?P<id>[A-Za-z0-9]+))_(?:(?P<upload>\d+)_(?P<file>.+)|(?P<typed>text|link)\.html)"
)
NUMBERED_GROUP = re.compile(
    rf"(?P<who>{LETTER}+?_\d+)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?P<upload>\d+)_(?P<file>.+)(?P<typed>)"
)
"""As `NAMED`, of a group whose name ends in an underscore and a number."""
Match = re.Match[str]


def matched(name: str) -> Match | None:
    """The parts of a name that Canvas gave; None for another name."""
    return ANONYMOUS.fullmatch(name) or NAMED.fullmatch(name)


def recognises(names: Sequence[str]) -> bool:
    """Whether a folder with these names is a download from Canvas: most of them are Canvas's."""
    return are_mostly(names, matched)


def read(children: Sequence[Path]) -> Download:
    """The submissions among the files of a download, whose archives may have been unpacked."""
    by_name = {path.name: path for path in children}
    matches = _with_groups([match for name in by_name if (match := matched(name))])
    students: dict[tuple[str, str], list[Match]] = {}
    for match in sorted(matches, key=lambda match: int(match["upload"] or 0)):
        students.setdefault((match["who"], match["id"]), []).append(match)
    entries = [_entry(who, ident, found, by_name) for (who, ident), found in sorted(students.items())]
    others = {path for name, path in by_name.items() if not matched(name)}
    return Download("a Canvas download", tuple(entries), ignored(others))


def _with_groups(matches: list[Match]) -> list[Match]:
    """The matches, read again for groups such as team_1 and team_2, which look like one student with several ids."""
    numbers: dict[str, set[str]] = {}
    again = {match.string: NUMBERED_GROUP.fullmatch(match.string) for match in matches}
    for match in matches:
        who, _, number = (again[match.string] or match)["who"].rpartition("_")
        if number.isdigit():
            numbers.setdefault(who, set()).add(number)
    groups = {who for who, found in numbers.items() if len(found) > 1}
    return [
        found if (found := again[match.string]) and found["who"].rpartition("_")[0] in groups else match
        for match in matches
    ]


def _entry(who: str, ident: str, uploads: list[Match], by_name: dict[str, Path]) -> Entry:
    anonymous = who.startswith("anon_")
    user = User(id=ident, name=None if anonymous else who)
    late = any(match["late"] for match in uploads)
    files = [match for match in uploads if match["file"]]
    kept, others = latest_of_each([match["file"] for match in files])
    chosen = joined((match["file"], by_name[match.string]) for match in files if match["file"] in kept)
    typed = [only_text("a link" if match["typed"] == "link" else "a text") for match in uploads if match["typed"]]
    return Entry(
        name=who if anonymous else f"{who}_{ident}",
        place=chosen if files else {},
        users=(user,),
        late=late,
        notes=left_out(others),
        doubts=() if files else tuple(typed),
    )
