"""Brightspace (D2L): a folder for each upload, `ID - NAME - DATE`, or flat files that begin so; and an `index.html`.

The id is that of the user, a hyphen and that of the assignment.
Source: tools that read these downloads, such as `cqc_cpcc.utilities.zip_grading_utils`, in whose tests a folder is
called `39786-640693 - Aiden Rodriguez - Oct 10, 2025 1022 AM`.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from autograder.course.downloads.entry import (
    Download,
    Entry,
    Place,
    Upload,
    are_mostly,
    by_student,
    by_time,
    ignored,
    joined,
)
from autograder.grading.results.schema import User
from autograder.lib.times import month_named

NAME = re.compile(
    r"(?P<id>\d+-\d+) - (?P<who>.+?) - (?P<time>[^\W\d]{3,12}\.? \d{1,2}, \d{4} \d{3,4}(?: [AP]M)?"
    r"|\d{1,2}\.? [^\W\d]{3,12}\.?,? \d{4} \d{1,2}[.:]?\d{2}(?: [AP]M)?)(?: - (?P<file>.+))?"
)
LISTING = "index.html"
"""The platform's own list of what is in the download."""


def recognises(names: Sequence[str]) -> bool:
    """Whether a folder with these names is a download from Brightspace."""
    return are_mostly(names, NAME.fullmatch)


def read(children: Sequence[Path]) -> Download:
    """The submissions among the folders of a download: the latest upload of each student."""
    students, others = by_student((path for path in children if path.name != LISTING), NAME, ("id", "who"))
    entries = [_entry(ident, who, by_time(uploads)) for (ident, who), uploads in students.items()]
    return Download("a Brightspace download", tuple(sorted(entries, key=lambda entry: entry.name)), ignored(others))


def _entry(ident: str, who: str, uploads: dict[str, list[Upload]]) -> Entry:
    latest, *earlier = sorted(uploads, key=_moment, reverse=True)
    unsure = earlier and any(_moment(time)[0] == datetime.min for time in uploads)
    return Entry(
        name=f"{who}_{ident}",
        place=_place(uploads[latest]),
        users=(User(id=ident, name=who),),
        created_at=latest,
        earlier=tuple((f"the upload of {time}", _place(uploads[time])) for time in earlier),
        notes=(f"earlier uploads do not count: {'; '.join(earlier)}",) if earlier else (),
        doubts=(f"graded the upload of {latest}: which one is the latest is not clear",) if unsure else (),
    )


def _place(found: list[Upload]) -> Place:
    return joined((match["file"] or path.name, path) for match, path in found)


def _moment(time: str) -> tuple[datetime, str]:
    """A time to compare; the earliest one where its format is not known."""
    return month_named(time) or datetime.min, time
