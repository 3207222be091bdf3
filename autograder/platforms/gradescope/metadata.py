"""Reads what Gradescope says of a submission: who handed it in and when, when it was due, and what came before.

Source: https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.grading.results.schema import Results, SubmissionNote, User
from autograder.lib.errors import ResultsError


@dataclass(frozen=True)
class Earlier:
    """An earlier submission of the same people, which has results."""

    time: datetime
    results: Results

    @property
    def was_run(self) -> bool:
        """Whether it was graded, and not shown the results of one before it."""
        return not (self.results.submission and self.results.submission.not_run)


@dataclass(frozen=True)
class Metadata:
    """What is known of a submission; `earlier` is in the order of time."""

    note: SubmissionNote = field(default_factory=SubmissionNote)
    earlier: tuple[Earlier, ...] = ()

    @property
    def last(self) -> Earlier | None:
        """The last submission before this one that was graded."""
        return next((each for each in reversed(self.earlier) if each.was_run), None)

    @property
    def created(self) -> datetime | None:
        """When it was handed in."""
        return time_of(self.note.created_at)


def read_metadata(path: Path) -> Metadata:
    """What the file says; nothing where there is none, or where it is strange."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        users = tuple(User(user.get("id"), user.get("name"), user.get("email")) for user in raw.get("users", []))
        before = raw.get("previous_submissions", [])
        late = seconds_late(raw)
        note = SubmissionNote(
            users, raw.get("id"), raw.get("created_at"), len(before),
            None if late is None else late > 0, late or None,
        )  # fmt: skip
        return Metadata(note, tuple(sorted(_earlier(before), key=lambda each: each.time)))
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return Metadata()


def seconds_late(raw: dict[str, Any]) -> int | None:
    """By how much it was late; 0 where it was not, and None where nobody knows.

    Each member of a group may have a date of their own. The latest one counts.
    """
    assignments = [raw.get("assignment"), *(user.get("assignment") for user in raw.get("users", []))]
    due = [date for each in assignments if isinstance(each, dict) and (date := time_of(each.get("due_date")))]
    created = time_of(raw.get("created_at"))
    if not due or created is None:
        return None
    return max(0, int((created - max(due)).total_seconds()))


def time_of(text: str | None) -> datetime | None:
    """A time in ISO 8601 with its zone, which is that of the course; None for anything else."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _earlier(raw: Any) -> Iterator[Earlier]:
    """Those earlier submissions that have a time and results of ours, without those on which the grader failed."""
    for each in raw:
        time = time_of(each.get("submission_time"))
        try:
            results = Results.from_json(each.get("results"))
        except ResultsError:
            continue
        if time and not results.failure and results.max_score and not each.get("autograder_error"):
            yield Earlier(time, results)
