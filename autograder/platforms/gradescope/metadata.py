"""Reads what Gradescope says of a submission: who handed it in and when, when it was due, and what came before.

Whatever is strange in it is left out, and the rest counts.
Source: https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.grading.results.schema import Results, SubmissionNote, tables
from autograder.lib.errors import ResultsError


@dataclass(frozen=True)
class Earlier:
    """An earlier submission of the same people, which has been graded to the end."""

    time: datetime
    results: Results

    @property
    def was_run(self) -> bool:
        """Whether it was graded itself, and does not have the results of one before it."""
        return not (self.results.submission and self.results.submission.not_run)


@dataclass(frozen=True)
class Metadata:
    """What is known of a submission; `earlier` is in the order of time."""

    note: SubmissionNote = field(default_factory=SubmissionNote)
    earlier: tuple[Earlier, ...] = ()

    @property
    def last(self) -> Earlier | None:
        """The last submission before this one that was graded itself."""
        return next((each for each in reversed(self.earlier) if each.was_run), None)

    @property
    def created(self) -> datetime | None:
        """When it was handed in."""
        return time_of(self.note.created_at)


def read_metadata(path: Path) -> Metadata:
    """What the file says; nothing where there is none, or where it cannot be read."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Metadata()
    if not isinstance(raw, dict):
        return Metadata()
    before = tables(raw.get("previous_submissions"))
    late = seconds_late(raw)
    note = SubmissionNote.from_json({
        "id": raw.get("id"),
        "created_at": raw.get("created_at"),
        "users": tables(raw.get("users")),
        "resubmissions": len(before),
        "late": None if late is None else late > 0,
        "late_seconds": late or None,
    })  # fmt: skip
    return Metadata(note, tuple(sorted(_earlier(before), key=lambda each: each.time)))


def seconds_late(raw: dict[str, Any]) -> int | None:
    """By how much it was late; 0 where it was not, and None where nobody knows.

    A member may have a date of their own, which counts in place of the assignment's; in a group, the latest one counts.
    """
    own = [each.get("assignment") for each in tables(raw.get("users"))]
    due = [date for each in tables(own) if (date := time_of(each.get("due_date")))]
    due = due or [date for each in tables([raw.get("assignment")]) if (date := time_of(each.get("due_date")))]
    created = time_of(raw.get("created_at"))
    if not due or created is None:
        return None
    return max(0, int((created - max(due)).total_seconds()))


def time_of(text: Any) -> datetime | None:
    """A time in ISO 8601 with its zone, which is that of the course; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
        return found if found.astimezone() and found.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _earlier(before: list[dict[str, Any]]) -> Iterator[Earlier]:
    """Those with a time and results of ours, without those on which the grader failed or was stopped."""
    for each in before:
        time = time_of(each.get("submission_time"))
        try:
            results = Results.from_json(each.get("results"))
        except (ResultsError, RecursionError):
            continue
        if time and not results.failure and results.max_score and not each.get("autograder_error"):
            yield Earlier(time, results)
