"""Grades a class so that nothing is lost: each submission has a results file, and finished work stays."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from autograder.course.batch.files import Files, files_of, files_or_reason, for_a_person, reason_of
from autograder.course.batch.key import submission_key
from autograder.course.downloads import Entry
from autograder.course.regrades.earlier import keep_earlier
from autograder.course.regrades.kept import keep, kept_grade
from autograder.course.regrades.parts import DIGITS, SUBMISSION, to_regrade
from autograder.grading.certain import not_graded
from autograder.grading.grade import Earlier, Grade
from autograder.grading.results.schema import (
    EMPTY,
    FAILED,
    GRADED,
    BatchNote,
    Results,
    SubmissionNote,
    read_results,
)
from autograder.grading.rounds import AllLost, End, Pool, Rounds
from autograder.grading.submission.read import Submission
from autograder.lab.settings import Settings
from autograder.lib.errors import BatchError, InputError, ResultsError
from autograder.lib.files import write_atomically
from autograder.lib.times import moment

TOO_MANY = 3
"""If the results of this many, one after the other, cannot be written, none can."""
UNCHANGED = "unchanged"
"""The status of an entry whose result is still valid."""

log = logging.getLogger("autograder.batch")


@dataclass(frozen=True)
class Outcome:
    """The end of an entry: `status` is "graded", "unchanged" or "failed".

    `reason` says why it failed, or why there is nothing to grade in it. `doubts` are sentences for a person on a
    submission that was graded. `written` is False where it has no results file because none could be written.
    """

    name: str
    status: str
    reason: str = ""
    written: bool = True
    doubts: tuple[str, ...] = ()

    @property
    def is_graded(self) -> bool:
        """Whether the submission has a grade of its own: it was not empty, and its judge did not fail."""
        return not self.reason


@dataclass(frozen=True)
class Job:
    """An entry to be graded, and what is known of its submission; `empty` says why there is nothing to grade in it.

    `mark` is a fingerprint of the submission alone. `earlier` is the grade of an earlier run, where only questions of
    their own have changed since.
    """

    entry: Entry
    key: str
    empty: str
    doubts: tuple[str, ...]
    mark: str = ""
    earlier: Earlier | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the earlier grade is still valid, so that only its page and its key have to be written again."""
        return self.earlier is not None and not self.earlier.stale


@dataclass(frozen=True)
class Batch:
    """Where results and feedback pages go, and what grades; `grader` is its version.

    `shown_of` is called with the name of each entry when the first of two rounds has been through with it. `parts` are
    those of the grader (`regrades.parts`). Results that are replaced are kept below the `date` of the run. What came
    after `due` is late.
    """

    out: Path
    settings: Settings
    grader: str
    pool: Pool
    shown_of: Callable[[str], None] = lambda name: None
    parts: dict[str, str] = field(default_factory=dict)
    date: str = ""
    due: datetime | None = None

    def run(self, entries: Iterable[Entry]) -> Iterator[Outcome]:
        """Grade each entry without a valid result; yields the outcome of each one when it is known and recorded.

        This takes two rounds (`grading.rounds`). In each, failures are retried once after all others, alone, so that a
        second failure can be blamed on the submission.
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
        jobs: dict[str, Job] = {}
        rounds = Rounds(
            self.pool,
            lambda name: jobs[name].entry.read(self.settings),
            lambda name, attempts: self.files(jobs[name], attempts),
            self.shown_of,
        )
        is_proven = False
        for entry in entries:
            submission = entry.read(self.settings)
            found = self.job_or_outcome(entry, submission)
            if isinstance(found, Outcome):
                is_proven = True
                yield found
            else:
                jobs[entry.name] = found
                rounds.add(entry.name, submission, found.earlier)
        try:
            for end in rounds.grades(is_proven):
                yield self.record(jobs[end.name], end)
        except AllLost as error:
            unknown = [name for name in error.names if not self.results_file(name).exists()]
            yield from (self.record(jobs[name], End(name, None, error.error)) for name in unknown)
            raise BatchError(f"{error}: no earlier result was touched") from None

    def job_or_outcome(self, entry: Entry, submission: Submission) -> Job | Outcome:
        """What to do for an entry, as it was read: a job, or an outcome where its result is still valid."""
        key = submission_key(submission, self.grader)
        if self.has_result(entry.name, key, self.about(entry)):
            log.debug("%s is unchanged", entry.name)
            return Outcome(entry.name, UNCHANGED, submission.why_empty, doubts=self.doubts(entry.name, submission))
        mark = submission_key(submission, "")[:DIGITS]
        earlier = self.earlier_grade(entry.name, mark)
        job = Job(entry, key, submission.why_empty, submission.doubts, mark, earlier)
        if earlier and job.is_valid:
            return self.record(job, End(entry.name, self.files(job, 1)(earlier.grade)))
        return job

    def earlier_grade(self, name: str, mark: str) -> Earlier | None:
        """The grade that the same submission has from an earlier run; None where all of it is to be graded again."""
        results = self.earlier_results(name)
        note = results.batch if results else None
        if note is None or note.status != GRADED or not self.parts:
            return None
        ids = [question.id for question in self.settings.questions]
        stale = to_regrade(note.parts, self.parts | {SUBMISSION: mark}, ids)
        grade = kept_grade(self.out, name, note.key) if stale is not None else None
        if grade is None or stale is None or [question.id for question in grade.questions] != ids:
            return None
        return Earlier(grade, stale)

    def doubts(self, name: str, submission: Submission) -> tuple[str, ...]:
        """What a person should look at in a submission with a valid result."""
        notes = read_results(self.results_file(name)).output.split("\n")
        return (*submission.doubts, *for_a_person(notes))

    def has_result(self, name: str, key: str, about: SubmissionNote) -> bool:
        """Whether there is a results file with this key, as late as it is, of a submission that did not fail."""
        results = self.earlier_results(name)
        note = results.batch if results else None
        if results is None or note is None or note.key != key or note.status not in (GRADED, EMPTY):
            return False
        return (results.submission or SubmissionNote()).lateness == about.lateness

    def about(self, entry: Entry) -> SubmissionNote:
        """Who handed in an entry, and when; where the time can be read, `due` decides whether it is late.

        Without `due`, what an earlier run with one has found stays.
        """
        note = SubmissionNote(entry.users, created_at=entry.created_at, late=entry.late)
        if entry.created_at is None:
            return note
        if self.due is None:
            results = self.earlier_results(entry.name)
            before = (results.submission if results else None) or SubmissionNote()
            same = before.created_at == entry.created_at and before.late is not None
            return replace(note, late=before.late, late_seconds=before.late_seconds) if same else note
        came = moment(entry.created_at)
        if came is None:
            return note
        seconds = int((came - self.due).total_seconds())
        return replace(note, late=seconds > 0, late_seconds=seconds if seconds > 0 else None)

    def earlier_results(self, name: str) -> Results | None:
        """The results that an earlier run has written; None where there are none, or they cannot be read."""
        try:
            return read_results(self.results_file(name))
        except ResultsError:
            return None

    def record(self, job: Job, end: End[Files | str]) -> Outcome:
        """Write the feedback page, and then the results file: its presence marks the submission as done.

        Where either cannot be written, the outcome says so, and the next batch grades the submission again.
        """
        try:
            return self.recorded(job, end)
        except Exception as error:
            if not isinstance(error, InputError):  # as where a disk is full
                log.exception("%s has no results", end.name)
            return Outcome(end.name, "failed", reason_of(error), written=False)

    def recorded(self, job: Job, end: End[Files | str]) -> Outcome:
        """As `record`; raises whatever goes wrong."""
        if end.value is None:
            error = end.error or BatchError("there is no grade")
            outcome, note = Outcome(end.name, "failed", str(error)), self.note(job, FAILED, end.attempts)
            files = files_of(
                note, self.about(job.entry), self.settings, not_graded(error, self.settings, (), end.attempts)
            )
        elif isinstance(end.value, str):
            return Outcome(end.name, "failed", end.value, written=False)
        else:
            files = end.value
            how = UNCHANGED if job.is_valid else "graded"
            outcome = Outcome(end.name, how, job.empty, doubts=(*job.doubts, *files.doubts))
        if files.page is not None:
            write_atomically(self.out / "feedback" / f"{end.name}.html", files.page)
        if self.date and not job.is_valid:
            keep_earlier(self.out, end.name, self.date)
        if files.kept is not None:
            keep(self.out, end.name, files.kept)
        write_atomically(self.results_file(end.name), files.results)
        log.info("%s: %s, %g of %g points", end.name, outcome.status, files.score, files.max_score)
        return outcome

    def files(self, job: Job, attempts: int) -> Callable[[Grade], Files | str]:
        """What makes files of the grade of a submission."""
        note = self.note(job, EMPTY if job.empty else GRADED, attempts)
        return partial(files_or_reason, note, self.about(job.entry), self.settings)

    def note(self, job: Job, status: str, attempts: int) -> BatchNote:
        """What the results of a submission say of this batch, with the parts of the grader where these are known."""
        parts = self.parts | {SUBMISSION: job.mark} if self.parts else {}
        return BatchNote(job.entry.name, job.key, status, attempts, parts)

    def results_file(self, name: str) -> Path:
        """The results file of an entry."""
        return self.out / "results" / f"{name}.json"
