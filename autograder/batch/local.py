"""Grades on this machine: a thread waits for each judge."""

from concurrent.futures import Future, ThreadPoolExecutor

from autograder.batch.judges import Judges
from autograder.batch.run import BatchError
from autograder.grade import Grade
from autograder.judge.process import JudgeFailed
from autograder.submission import Submission


class LocalPool:
    """So many judges at a time; use it in a `with` statement, that ends them. Raises `BatchError`."""

    losses = (JudgeFailed,)

    def __init__(self, judges: Judges, jobs: int):
        self.judges, self.slots = judges, jobs
        self.threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> "LocalPool":
        try:
            self.judges.__enter__()
        except JudgeFailed as error:
            raise BatchError(f"no judge can start: {error}") from None
        return self

    def __exit__(self, *exception: object) -> None:
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.judges.__exit__()
        self.threads.shutdown()

    def submit(self, submission: Submission) -> Future[Grade]:
        """Have a submission graded; the future raises `JudgeFailed` where that can not be done."""
        return self.threads.submit(self.judges.grade, submission)
