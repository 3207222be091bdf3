"""Gradescope: an export has a folder for each submission, and a list of who handed it in and when.

The list, `submission_metadata.yml`, has Ruby's symbols, such as `:email:`. Source: otter-grader's `GradescopeParser`
(https://github.com/ucbds-infra/otter-grader), which reads these exports.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from autograder.course.downloads.entry import Download, Entry
from autograder.grading.results.schema import User
from autograder.lib.errors import DownloadError

METADATA = "submission_metadata.yml"


@dataclass(frozen=True)
class Listed:
    """A submission in the list: its members, and when it came."""

    users: tuple[User, ...]
    created_at: str | None


def read(folder: Path) -> Download:
    """The submissions of an export; raises `DownloadError` where its list cannot be read."""
    names, listed = _list(folder)
    emails = [each.users[0].email or "" if each.users else "" for each in listed.values()]
    entries = [
        Entry(
            re.sub(r"[^\w.@+-]", "_", email if email and emails.count(email) == 1 else key),
            folder / key,
            each.users,
            each.created_at,
        )
        for email, (key, each) in zip(emails, listed.items(), strict=True)
    ]
    absent = sorted(key for key in names if key not in listed)
    notes = (f"{METADATA} lists what is not there: {', '.join(absent)}",) if absent else ()
    return Download("a Gradescope export", tuple(sorted(entries, key=lambda entry: entry.name)), notes)


def _list(folder: Path) -> tuple[list[str], dict[str, Listed]]:
    """The names of all submissions that an export lists, and what it says of those that are there."""
    path = folder / METADATA
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        listed = {str(key): _listed(value) for key, value in raw.items() if _is_in(folder, str(key))}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise DownloadError(f"{path} cannot be read ({reason}): export the submissions again") from None
    return [str(key) for key in raw], listed


def _is_in(folder: Path, name: str) -> bool:
    """Whether a folder has something of this name, which is no path to elsewhere."""
    return Path(name).name == name and (folder / name).exists()


def _listed(raw: dict[str, Any]) -> Listed:
    created = raw.get(":created_at")
    return Listed(tuple(_users(raw)), str(created) if created else None)


def _users(raw: dict[str, Any]) -> Iterator[User]:
    for member in raw.get(":submitters") or ():
        values = (member.get(symbol) for symbol in (":sid", ":name", ":email"))
        yield User(*(str(value) if value else None for value in values))
