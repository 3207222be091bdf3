"""Grades a class so that nothing is lost: each submission has a results file, and finished work stays."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from autograder.course.batch.key import submission_key
from autograder.course.downloads import Entry
from autograder.course.feedback.page import feedback_page
from autograder.grading.certain import ATTEMPTS, not_graded
from autograder.grading.grade import Grade
from autograder.grading.judge.guard import unless_it_raises
from autograder.grading.results.schema import (
    EMPTY,
    FAILED,
    GRADED,
    BatchNote,
    SubmissionNote,
    read_results,
    results_of,
    write_results,
)
from autograder.grading.submission.read import Submission
from autograder.lab.settings import Settings
from autograder.lib.errors import BatchError, InputError, ResultsError
from autograder.lib.files import write_atomically

TOO_MANY = 3
"""If this many fail and none succeeds, the grader is broken, and not the submissions. If the results of this many, one
after the other, cannot be written, none can.
"""
UNCHANGED = "unchanged"
"""The status of an entry whose result is still valid."""

log = logging.getLogger("autograder.batch")


class Pool(Protocol):
    """Grades submissions; `slots` is how many at a time keep it busy.

    `losses` are the exceptions for a submission that ended its judge.
    """

    @property
    def slots(self) -> int: ...

    @property
    def losses(self) -> tuple[type[Exception], ...]: ...

    def submit(self, submission: Submission) -> Future[Grade]:
        """Have a submission graded; the future raises one of `losses` where it ended its judge."""


@dataclass(frozen=True)
class Outcome:
    """The end of an entry: `status` is "graded", "unchanged" or "failed".

    `reason` says why it failed, or why there is nothing to grade in it. `written` is False where it has no results file
    because none could be written.
    """

    name: str
    status: str
    reason: str = ""
    written: bool = True


@dataclass(frozen=True)
class Job:
    """A submission to be graded."""

    entry: Entry
    submission: Submission
    key: str


@dataclass(frozen=True)
class Finished:
    """A job with its grade."""

    job: Job
    grade: Grade


@dataclass(frozen=True)
class Lost:
    """A job that ended its judge, and how."""

    job: Job
    error: Exception


@dataclass(frozen=True)
class Batch:
    """Where results and feedback pages go, and what grades; `grader` is its version."""

    out: Path
    settings: Settings
    grader: str
    pool: Pool

    def run(self, entries: Iterable[Entry]) -> Iterator[Outcome]:
        """Grade each entry without a valid result; yields the outcome of each one when it is known and recorded.

        Failures are retried once after all others, alone, so that a second failure can be blamed on the submission.
        Raises `BatchError` where everything fails, or nothing can be written; no earlier result is touched then.
        """
        unwritten = 0
        for outcome in self.outcomes(entries):
            yield outcome
            unwritten = 0 if outcome.written else unwritten + 1
            if unwritten == TOO_MANY:
                raise BatchError(f"no results can be written: {outcome.reason}")

    def outcomes(self, entries: Iterable[Entry]) -> Iterator[Outcome]:
        """The outcome of each entry; raises `BatchError` where everything fails."""
        lost: list[Lost] = []
        none_is_right = True
        jobs = (self.job_or_outcome(entry) for entry in entries)
        for found in self.graded(jobs, self.pool.slots + 1):  # one submission waits, so that no judge does
            if isinstance(found, Lost):
                log.info("%s ended its judge (%s): to be retried", found.job.entry.name, found.error)
                lost.append(found)
            else:
                none_is_right = False
                yield self.record(found, attempts=1) if isinstance(found, Finished) else found
        if len(lost) >= TOO_MANY and none_is_right:
            yield from (self.record(each, 1) for each in lost if not self.results_file(each.job.entry.name).exists())
            raise BatchError(
                f"the grader fails on all {len(lost)} submissions ({lost[-1].error}): no earlier result was touched"
            )
        for each in lost:
            yield self.record(self.end_of(each.job, self.submit(each.job)), ATTEMPTS)

    def job_or_outcome(self, entry: Entry) -> Job | Outcome:
        """Read an entry: a job, or an outcome where its result is still valid."""
        submission = entry.read(self.settings)
        key = submission_key(submission, self.grader)
        if self.has_result(entry.name, key):
            log.debug("%s is unchanged", entry.name)
            return Outcome(entry.name, UNCHANGED, submission.why_empty)
        return Job(entry, submission, key)

    def has_result(self, name: str, key: str) -> bool:
        """Whether there is a results file with this key, of a submission that did not fail."""
        try:
            note = read_results(self.results_file(name)).batch
        except ResultsError:
            return False
        return note is not None and note.key == key and note.status in (GRADED, EMPTY)

    def graded(self, jobs: Iterable[Job | Outcome], at_a_time: int) -> Iterator[Finished | Lost | Outcome]:
        """Have jobs graded, at most `at_a_time` in parallel, and pass outcomes through, in the order of their ends."""
        left = iter(jobs)
        waiting: dict[Future[Grade], Job] = {}
        while True:
            while len(waiting) < at_a_time and (job := next(left, None)):
                if isinstance(job, Outcome):
                    yield job
                else:
                    waiting[self.submit(job)] = job
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield self.end_of(waiting.pop(future), future)

    def submit(self, job: Job) -> Future[Grade]:
        """Have a job graded."""
        log.debug("%s is being graded", job.entry.name)
        return self.pool.submit(job.submission)

    def end_of(self, job: Job, future: Future[Grade]) -> Finished | Lost:
        """The grade of a job, or how it was lost; any other exception is raised."""
        try:
            return Finished(job, future.result())
        except self.pool.losses as error:
            return Lost(job, error)

    def record(self, found: Finished | Lost, attempts: int) -> Outcome:
        """Write the feedback page, and then the results file: its presence marks the submission as done.

        Where either cannot be written, the outcome says so, and the next batch grades the submission again.
        """
        try:
            return self.recorded(found, attempts)
        except Exception as error:
            log.exception("%s has no results", found.job.entry.name)
            reason = str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
            return Outcome(found.job.entry.name, "failed", reason, written=False)

    def recorded(self, found: Finished | Lost, attempts: int) -> Outcome:
        """As `record`; raises whatever goes wrong."""
        name, empty = found.job.entry.name, found.job.submission.why_empty
        if isinstance(found, Lost):
            outcome, status = Outcome(name, "failed", str(found.error)), FAILED
            grade = not_graded(found.error, self.settings, attempts=attempts)
        else:
            outcome, status, grade = Outcome(name, "graded", empty), EMPTY if empty else GRADED, found.grade
        page = unless_it_raises(lambda: feedback_page(grade, self.settings, name), None)
        if page is not None:
            write_atomically(self.out / "feedback" / f"{name}.html", page)
        key = found.job.key if page is not None else ""
        users = found.job.entry.users
        results = replace(
            results_of(grade),
            batch=BatchNote(name, key, status, attempts),
            submission=SubmissionNote(users) if users else None,
        )
        write_results(results, self.results_file(name))
        log.info("%s: %s, %g of %g points", name, status, grade.score, grade.max_score)
        return outcome

    def results_file(self, name: str) -> Path:
        """The results file of an entry."""
        return self.out / "results" / f"{name}.json"
