"""What a batch writes of a grade: the texts of its files, which are made where it was graded."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder.course.feedback.page import feedback_page
from autograder.course.regrades.kept import kept_text
from autograder.grading.grade import Grade
from autograder.grading.judge.guard import unless_it_raises
from autograder.grading.judge.stage import OURS_LACKS
from autograder.grading.results.schema import GRADED, BatchNote, SubmissionNote, results_of, results_text
from autograder.grading.submission.notebook import CANNOT_BE_READ
from autograder.lab.settings import Settings
from autograder.lib.errors import InputError

QUICK = 0.5
"""Of the time that a submission has: whoever needs more of it is graded as a whole each time."""

log = logging.getLogger("autograder.batch")


@dataclass(frozen=True)
class Files:
    """The texts of the files of a submission.

    `page` is None where none can be made, and `kept` where no later run may take the grade over. `doubts` are those of
    the grade's notes that a person should look at.
    """

    results: str
    page: str | None
    kept: str | None
    doubts: tuple[str, ...]
    score: float
    max_score: float


def files_of(note: BatchNote, about: SubmissionNote, settings: Settings, grade: Grade) -> Files:
    """The files for a grade of a submission; where no page can be made, its results have no key."""
    page = unless_it_raises(lambda: feedback_page(grade, settings, note.name, about.lateness), None)
    results = replace(
        results_of(grade),
        batch=note if page is not None else replace(note, key=""),
        submission=about if about != SubmissionNote() else None,
    )
    keeps = note.status == GRADED and note.parts and _was_quick(grade, settings)
    return Files(
        results_text(results),
        page,
        kept_text(note.key, grade) if keeps else None,
        for_a_person(grade.notes),
        grade.score,
        grade.max_score,
    )


def files_or_reason(note: BatchNote, about: SubmissionNote, settings: Settings, grade: Grade) -> Files | str:
    """As `files_of`; a sentence where that goes wrong."""
    try:
        return files_of(note, about, settings, grade)
    except Exception as error:
        log.exception("%s has no results", note.name)
        return reason_of(error)


def reason_of(error: Exception) -> str:
    """What went wrong, for a person."""
    return str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"


def for_a_person(notes: Iterable[str]) -> tuple[str, ...]:
    """The notes on code of a submission that was replaced by ours, or could not be read."""
    return tuple(note for note in notes if OURS_LACKS in note or note.startswith(CANNOT_BE_READ))


def _was_quick(grade: Grade, settings: Settings) -> bool:
    """Whether no question can have been short of time: otherwise it would get more of it if graded alone."""
    return grade.execution_time < QUICK * settings.limits.submission_seconds
