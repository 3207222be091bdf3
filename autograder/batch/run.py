"""Grades a class so that nothing is lost: a result file for each submission, and what is done stays done."""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from autograder.batch.inputs import Entry
from autograder.batch.key import submission_key
from autograder.config import LabConfig
from autograder.feedback.page import feedback_page
from autograder.grade import CaseResult, Grade, QuestionResult
from autograder.results import gradescope_results, write_atomically, write_json
from autograder.submission import Submission

ATTEMPTS = 2
"""How often a submission may end its judge before it is recorded as failed."""
TOO_MANY = 3
"""So many that fail, with none that does not, are the grader's fault."""
DONE = ("graded", "empty")
"""The status of a result that stays, as long as its key is right; "empty" has nothing to grade, and 0 points."""
NOT_GRADED = "the grader ended {attempts} times while it graded this submission ({error}); a person has to look at it"


class BatchError(Exception):
    """The batch can not go on, and keeps what is done; the text is one sentence with the way out."""


class Pool(Protocol):
    """Whoever grades; `slots` is how many submissions at a time keep it busy.

    `losses` are the exceptions which say that a submission ended who graded it.
    """

    slots: int
    losses: tuple[type[Exception], ...]

    def submit(self, submission: Submission) -> Future[Grade]:
        """Have a submission graded; the future raises one of `losses` where that can not be done."""


@dataclass(frozen=True)
class Outcome:
    """What became of an entry: `status` is "graded", "unchanged" or "failed".

    `reason` says why it failed, or why there is nothing to grade in it.
    """

    name: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class Job:
    """A submission to be graded."""

    entry: Entry
    submission: Submission
    key: str


@dataclass(frozen=True)
class Batch:
    """Where results and feedback pages go, and what grades; `grader` is its version."""

    out: Path
    config: LabConfig
    grader: str
    pool: Pool

    def run(self, entries: Iterable[Entry], tell: Callable[[Outcome], None]) -> None:
        """Grade what has no right result yet, and tell what became of each entry as soon as that is known.

        What fails is tried once more in the end, with nothing beside it: so that it is to blame if it fails again.
        Raises `BatchError` where everything fails, and records nothing then.
        """
        right: list[Outcome] = []

        def done(outcome: Outcome) -> None:
            right.append(outcome)
            tell(outcome)

        failed: list[Job] = []
        for job, grade in self.graded(self.jobs(entries, done), self.pool.slots + 1):  # one waits, so that none idles
            if isinstance(grade, Grade):
                done(self.record_grade(job, grade, attempts=1))
            else:
                failed.append(job)
                error = grade
        if len(failed) >= TOO_MANY and not right:
            raise BatchError(f"the grader fails on all {len(failed)} submissions ({error}): no result was touched")
        for job, grade in self.graded(failed, 1):
            if isinstance(grade, Grade):
                done(self.record_grade(job, grade, ATTEMPTS))
            else:
                self.record(job, nothing_graded(grade, self.config), "failed", ATTEMPTS)
                tell(Outcome(job.entry.name, "failed", str(grade)))

    def jobs(self, entries: Iterable[Entry], tell: Callable[[Outcome], None]) -> Iterator[Job]:
        """Read one entry after the other; those that have a right result are told as unchanged."""
        for entry in entries:
            submission = entry.read(self.config)
            key = submission_key(submission, self.grader)
            if self.known(entry.name) in [(key, status) for status in DONE]:
                tell(Outcome(entry.name, "unchanged", submission.why_empty))
            else:
                yield Job(entry, submission, key)

    def graded(self, jobs: Iterable[Job], at_a_time: int) -> Iterator[tuple[Job, Grade | Exception]]:
        """Each job with its grade, or how it was lost, as they come; so many are under way at a time."""
        left = iter(jobs)
        waiting: dict[Future[Grade], Job] = {}
        while True:
            for job in islice(left, at_a_time - len(waiting)):
                waiting[self.pool.submit(job.submission)] = job
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), self.grade_of(future)

    def grade_of(self, future: Future[Grade]) -> Grade | Exception:
        """What came of a submission, or how it was lost; whatever else goes wrong is raised."""
        try:
            return future.result()
        except self.pool.losses as error:
            return error

    def known(self, name: str) -> tuple[str, str] | None:
        """Key and status of the result that is there; None where there is none that can be read."""
        try:
            about = json.loads(self.results_file(name).read_text(encoding="utf-8"))["extra_data"]["batch"]
            return about["key"], about["status"]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def record_grade(self, job: Job, grade: Grade, attempts: int) -> Outcome:
        """Write what was graded."""
        reason = job.submission.why_empty
        self.record(job, grade, "empty" if reason else "graded", attempts)
        return Outcome(job.entry.name, "graded", reason)

    def record(self, job: Job, grade: Grade, status: str, attempts: int) -> None:
        """Write the feedback page, and last the results file, with which the submission is done."""
        name = job.entry.name
        write_atomically(self.out / "feedback" / f"{name}.html", feedback_page(grade, self.config, name))
        results = gradescope_results(grade)
        extra: dict[str, Any] = results["extra_data"]
        extra["batch"] = {"name": name, "key": job.key, "status": status, "attempts": attempts}
        if job.entry.users:
            extra["submission"] = {"users": list(job.entry.users)}
        write_json(self.results_file(name), results)

    def results_file(self, name: str) -> Path:
        """The file of results of an entry."""
        return self.out / "results" / f"{name}.json"


def nothing_graded(error: Exception, config: LabConfig) -> Grade:
    """The grade of a submission that no judge survives: nothing on any question, and a sentence that says why."""
    sentence = NOT_GRADED.format(attempts=ATTEMPTS, error=error)
    questions = tuple(
        QuestionResult(q.id, q.title, q.points, (CaseResult("not graded", q.points, False, False, sentence),))
        for q in config.questions
    )
    return Grade(questions, notes=(sentence[0].upper() + sentence[1:] + ".",))
