"""Decides whether a submission is graded, where a course limits that: runs a day, or none after the due date."""

from datetime import datetime, timedelta

from autograder.lab.settings import Gradescope
from autograder.lib.tables import count
from autograder.platforms.gradescope.metadata import Metadata

DAY = timedelta(hours=24)
"""Any 24 hours: where midnight is depends on the time zone."""


def comes_too_late(metadata: Metadata, settings: Gradescope) -> bool:
    """Whether the course does not grade what was handed in after the due date, as this was."""
    return bool(metadata.note.late) and not settings.grade_late


def why_not_run(metadata: Metadata, settings: Gradescope) -> str:
    """The sentences that say why a submission is not graded; empty where it is.

    All times are those that Gradescope has noted, and none is that of the run.
    """
    if comes_too_late(metadata, settings):
        return f"It was handed in {metadata.note.lateness}, and this course does not grade late submissions."
    created, runs = metadata.created, settings.runs_per_day
    if not created or not runs:
        return ""
    recent = _recent(metadata, created)
    if len(recent) < runs:
        return ""
    again = (recent[-runs] + DAY + timedelta(seconds=59.999999)).astimezone(created.tzinfo)
    day = "today" if again.date() == created.date() else "tomorrow"
    return f"This course grades {count(runs, 'submission')} in 24 hours. Hand in again {day} at {again:%H:%M} or later."


def runs_left(metadata: Metadata, settings: Gradescope) -> str:
    """How many runs these students have left after this one; empty where the course does not limit them."""
    created, runs = metadata.created, settings.runs_per_day
    if not created or not runs:
        return ""
    left = max(0, runs - 1 - len(_recent(metadata, created)))
    return f"This course grades {count(runs, 'submission')} in 24 hours. You have {left or 'none'} left."


def _recent(metadata: Metadata, created: datetime) -> list[datetime]:
    """When the earlier submissions of the last 24 hours were handed in that have been graded."""
    return [each.time for each in metadata.earlier if each.was_run and timedelta() <= created - each.time < DAY]
