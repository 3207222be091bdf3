"""Stages and plans submissions and runs nothing: all that comes before the sandbox, quick enough for thousands."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from autograder.grading.grade import CaseResult, Earlier, Grade, QuestionResult
from autograder.grading.submission.read import Submission
from autograder.lab import Lab

Value = TypeVar("Value")


class ReadingPool:
    """As `JudgePool`: stages a submission, plans its notebook, and gives no points."""

    slots = 1
    losses: tuple[type[Exception], ...] = ()

    def __init__(self, lab: Lab):
        from autograder.grading.judge.judge import Judge

        sandbox: Any = None
        self.lab, self.judge = lab, Judge(lab, sandbox)

    def show(self, submission: Submission, earlier: Earlier | None = None) -> Future[str]:
        """Nothing is shown: it is not run."""
        future: Future[str] = Future()
        future.set_result("nothing")
        return future

    def finish(self, read: Callable[[], Submission], shown: str, then: Callable[[Grade], Value]) -> Future[Value]:
        """What `then` makes of the grade of a submission, or whatever was raised."""
        future: Future[Value] = Future()
        try:
            future.set_result(then(self.grade(read())))
        except Exception as error:
            future.set_exception(error)
        return future

    def grade(self, submission: Submission) -> Grade:
        """Stage and plan; the notes are those of a grade."""
        from autograder.grading.judge.stage import files_to_stage, staged

        with staged(submission, self.lab) as stage:
            for given in self.lab.given_modules:
                staged_bytes = (stage / self.lab.settings.package / given).read_bytes()
                assert staged_bytes == (self.lab.package / given).read_bytes(), f"{given} is not ours"
            plans, notes = self.judge.plans(submission)
        said = " ".join(plan.missing[0] for plan in plans.values() if plan.missing)
        questions = tuple(
            QuestionResult(q.id, q.title, q.points, (CaseResult("read", q.points, False, False, said),))
            for q in self.lab.settings.questions
        )
        return Grade(questions, notes=submission.notes + files_to_stage(submission, self.lab)[1] + notes)
