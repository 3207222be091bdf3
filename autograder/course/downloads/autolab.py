"""Autolab: flat files, named after the student's email, the number of the version and the assessment's file.

Source: `download_all` and `download_filename` in `app/controllers/submissions_controller.rb`, and
`handin_file_filename` in `app/models/submission.rb`, of https://github.com/autolab/Autolab
The email is put before the last two parts of `VERSION_FILE`, so the version comes first where the file's name has an
underscore: `ada@uni.edu_3_lab3.zip`, but `3_ada@uni.edu_lab_3.zip`. All versions are there, or the latest alone.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course.downloads.entry import Download, Entry, are_mostly, ignored, joined
from autograder.grading.results.schema import User

EMAIL = r"(?P<email>[^/@]+@[^/@_]+)"
VERSION_LAST = re.compile(rf"{EMAIL}_(?P<version>\d+)_(?P<file>[^_]+)")
VERSION_FIRST = re.compile(rf"(?P<version>\d+)_{EMAIL}_(?P<file>[^_]+_[^_]+)")
Match = re.Match[str]


def matched(name: str) -> Match | None:
    """The parts of a name that Autolab gave; None for another name."""
    return VERSION_FIRST.fullmatch(name) or VERSION_LAST.fullmatch(name)


def recognises(names: Sequence[str]) -> bool:
    """Whether a folder with these names is a download from Autolab."""
    return are_mostly(names, matched)


def read(children: Sequence[Path]) -> Download:
    """The submissions among the files of a download: the latest version of each student."""
    students: dict[str, dict[int, list[tuple[Match, Path]]]] = {}
    others = []
    for path in children:
        if match := matched(path.name):
            versions = students.setdefault(match["email"], {})
            versions.setdefault(int(match["version"]), []).append((match, path))
        else:
            others.append(path)
    entries = tuple(_entry(email, versions) for email, versions in sorted(students.items()))
    return Download("an Autolab download", entries, ignored(others))


def _entry(email: str, versions: dict[int, list[tuple[Match, Path]]]) -> Entry:
    latest, *earlier = sorted(versions, reverse=True)
    places = {number: joined((match["file"], path) for match, path in found) for number, found in versions.items()}
    listed = ", ".join(map(str, earlier))
    return Entry(
        name=email,
        place=places[latest],
        users=(User(id=None, email=email),),
        earlier=tuple((f"version {number}", places[number]) for number in earlier),
        notes=(f"graded version {latest}, earlier versions do not count: {listed}",) if earlier else (),
    )
