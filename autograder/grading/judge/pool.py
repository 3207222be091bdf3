"""The one pool of judges: for one submission or a class, on every platform. A judge that ends is replaced."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from autograder.grading.grade import Earlier, Grade, Progress
from autograder.grading.judge.process import JudgeProcess, JudgeSettings
from autograder.grading.judge.trace import Tracer
from autograder.grading.sandbox.forkserver.client import Sandbox, WarmSandbox
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lib import logs
from autograder.lib.errors import GraderError, InputError, JudgeFailed, SandboxError

Value = TypeVar("Value")
log = logging.getLogger("autograder.judge")


class JudgePool:
    """As many judges as there are calls at a time; use it in a `with` statement. `submit` makes up to `jobs` at a time.

    Judges are forked from a first one, which loads tests and fixtures for all and grades nothing itself, so that no
    submission can end it. With `overlap`, the first one is the only judge, and uses a second core for the longest case:
    that is quicker for a single submission. `check` gets each new sandbox, and may raise. `without` names layers of
    confinement to leave out. A `tracer` gets each request to a submission's code; see `Judge` for the rest.
    """

    losses = (JudgeFailed,)

    def __init__(
        self,
        lab: Lab,
        source: str = "embedded",
        jobs: int = 1,
        *,
        overlap: bool = False,
        check: Callable[[Sandbox], None] | None = None,
        memo: bool = False,
        without: Sequence[str] = (),
        tracer: Tracer | None = None,
    ):
        self.slots, self.overlap, self.check, self.without, self.tracer = jobs, overlap, check, without, tracer
        self.settings = JudgeSettings(lab, source, memo, overlap, tracer is not None, logs.level())
        self.threads = ThreadPoolExecutor(jobs)
        self.turn = threading.Lock()
        self.sandbox: WarmSandbox | None = None
        self.first: JudgeProcess | None = None
        self.idle: list[JudgeProcess] = []
        self.closed = False

    def __enter__(self) -> "JudgePool":
        """Start the first judge.

        Raises `LabError` where the lab has not been released, `JudgeFailed` where the judge cannot start, and what
        `check` raises.
        """
        self.settings.lab.check_released()
        try:
            self.idle.append(self.take())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        """End all judges, at work or not; their callers get a `JudgeFailed`."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        with self.turn:
            self.closed = True
            self.end_sandbox()
        self.threads.shutdown()

    def show(self, submission: Submission, earlier: Earlier | None = None) -> Future[bytes]:
        """Have what students may see of a submission observed; the future raises as that of `submit` does.

        Of what an `earlier` run has graded, only stale questions are observed, and graded later.
        """
        return self.later(self.with_judge, lambda judge: judge.show(submission, earlier))

    def submit(self, submission: Submission, shown: bytes | None = None) -> Future[Grade]:
        """Have a submission graded; the future raises `JudgeFailed` where that cannot be done.

        `shown` is what `show` has returned for it.
        """
        return self.later(self.grade, submission, None, shown)

    def finish(self, read: Callable[[], Submission], shown: bytes, then: Callable[[Grade], Value]) -> Future[Value]:
        """Have a submission graded; the future has what `then` makes of the grade, and raises as that of `submit`."""
        submission = read()
        return self.later(lambda: then(self.grade(submission, shown=shown)))

    def later(self, action: Callable[..., Value], *arguments: Any) -> Future[Value]:
        """Do something as soon as a judge is free."""
        try:
            return self.threads.submit(action, *arguments)
        except RuntimeError as error:  # the system starts no more threads
            lost: Future[Value] = Future()
            lost.set_exception(JudgeFailed(str(error)))
            return lost

    def grade(self, submission: Submission, progress: Progress | None = None, shown: bytes | None = None) -> Grade:
        """Grade a submission; raises `JudgeFailed` where the judge fails, or ends, or its sandbox does.

        Raises `InputError` where the lab, or the machine, is not what it should be.
        """
        return self.with_judge(lambda judge: judge.grade(submission, progress, shown))

    def with_judge(self, action: Callable[[JudgeProcess], Value]) -> Value:
        """Have a judge do something; raises as `grade` does."""
        try:
            judge = self.take()
        except InputError:
            raise
        except Exception as error:
            raise JudgeFailed(_sentence(error)) from error
        try:
            result = action(judge)
        except Exception as error:
            log.info("judge %d failed: %s", judge.pid, error)
            self.discard(judge)
            if isinstance(error, InputError):
                raise
            raise JudgeFailed(_sentence(error)) from error
        self.idle.append(judge)
        return result

    def take(self) -> JudgeProcess:
        """An idle judge, or a new one, in a new sandbox where there is none; raises `JudgeFailed`."""
        with self.turn:
            while self.idle:
                judge = self.idle.pop()
                if judge.sandbox is self.sandbox:
                    return judge
            if self.closed:
                raise SandboxError("the pool has been closed")
            first = self.first if self.sandbox else None
            if first is None or self.overlap:
                first = self.start()
            try:
                return first if self.overlap else first.twin()
            except JudgeFailed:
                self.end_sandbox()
                raise

    def start(self) -> JudgeProcess:
        """A new sandbox with a first judge; an old one is ended."""
        self.end_sandbox()
        try:
            self.sandbox = WarmSandbox(self.without)
            self.first = JudgeProcess(self.sandbox, self.settings, self.tracer)
        except OSError as error:
            raise SandboxError(f"the judge's process cannot be started: {error.strerror}") from error
        if self.check:
            self.check(self.sandbox)
        return self.first

    def discard(self, judge: JudgeProcess) -> None:
        """End a judge that failed, and its sandbox where that has ended, so that no other submission gets the blame."""
        judge.close()
        try:
            judge.sandbox.another().control.close()  # which needs no process
        except SandboxError:
            with self.turn:
                if judge.sandbox is self.sandbox:
                    self.end_sandbox()

    def end_sandbox(self) -> None:
        """End the fork server, and with it every judge."""
        if self.sandbox:
            self.sandbox.__exit__()
            self.sandbox = None


def _sentence(error: Exception) -> str:
    """What an exception says; those that nobody foresaw are named."""
    return str(error) if isinstance(error, GraderError) else f"{type(error).__name__}: {error}"
