"""A grade for every submission: the one place that turns a failure of reading or judging into a result.

What cannot be graded gets no points and a sentence for the instructor; whatever was graded before that stays.
"""

import contextlib
import logging
from collections.abc import Callable
from typing import Protocol

from autograder.grading.grade import CaseResult, Grade, Progress, QuestionResult
from autograder.grading.submission.read import Submission, unreadable
from autograder.lab.settings import Settings
from autograder.lib.errors import InputError, JudgeFailed, SubmissionError
from autograder.lib.tables import count

ATTEMPTS = 2
"""How often a submission is given to a judge before it is recorded as not graded."""
NOT_GRADED = "the grader ended {times} while it graded this submission ({error}); a person has to look at it"

log = logging.getLogger("autograder.judge")


class Judges(Protocol):
    """What grades one submission, such as a pool of judges."""

    def grade(self, submission: Submission, progress: Progress | None = None) -> Grade:
        """Grade a submission, and report progress."""


def certainly_read(read: Callable[[], Submission]) -> Submission:
    """What is read; an empty submission with a sentence where that cannot be done."""
    try:
        return read()
    except SubmissionError as error:
        return unreadable(str(error))
    except Exception as error:
        log.exception("a submission could not be read")
        return unreadable(f"the submission cannot be read ({type(error).__name__})")


def certainly_graded(
    judges: Callable[[], contextlib.AbstractContextManager[Judges]],
    submission: Submission,
    settings: Settings,
    progress: Progress | None = None,
) -> Grade:
    """The grade of a submission from fresh judges; where they fail twice, what was graded until then, and a `failure`.

    Raises `InputError` where the lab, or the machine, is not what it should be.
    """
    known: tuple[QuestionResult, ...] = ()
    last: Exception = JudgeFailed("no judge has begun")

    def remember(question: str, so_far: tuple[QuestionResult, ...]) -> None:
        nonlocal known
        known = max(known, so_far, key=len)
        if progress:
            progress(question, so_far)

    for _ in range(ATTEMPTS):
        try:
            with judges() as pool:
                return pool.grade(submission, remember)
        except InputError:
            raise
        except Exception as error:
            log.exception("a submission could not be graded")
            last = error
    return not_graded(last, settings, known)


def not_graded(
    error: Exception, settings: Settings, known: tuple[QuestionResult, ...] = (), attempts: int = ATTEMPTS
) -> Grade:
    """The grade where the grader failed: no points for any question that is not known, and why."""
    sentence = NOT_GRADED.format(times=count(attempts, "time"), error=" ".join(str(error).split()))
    results = {question.id: question for question in known}
    questions = tuple(
        results.get(q.id)
        or QuestionResult(q.id, q.title, q.points, (CaseResult("not graded", q.points, False, False, sentence),))
        for q in settings.questions
    )
    return Grade(questions, notes=(f"{sentence[0].upper()}{sentence[1:]}.",), failure=sentence)
