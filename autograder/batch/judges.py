"""Warm judges to call from several threads; one that ends is replaced, and so is the sandbox below them."""

import threading
from collections.abc import Callable

from autograder.config import LabConfig
from autograder.grade import Grade
from autograder.judge.process import JudgeFailed, JudgeProcess
from autograder.sandbox.warm import Sandbox, SandboxError, WarmSandbox
from autograder.submission import Submission


class Judges:
    """As many judges as there are calls at a time, twins of a first one; use it in a `with` statement.

    Each keeps to one core. `source` is where "training" takes its text; `check` is told each new sandbox, and may
    raise. The first judge loads tests and stories for all, and grades nothing itself, so that no submission can end it.
    """

    def __init__(self, config: LabConfig, source: str, check: Callable[[Sandbox], None]):
        self.config, self.source, self.check = config, source, check
        self.turn = threading.Lock()
        self.sandbox: WarmSandbox | None = None
        self.first: JudgeProcess | None = None
        self.idle: list[JudgeProcess] = []
        self.closed = False

    def __enter__(self) -> "Judges":
        try:
            self.idle.append(self.take())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        """End all judges, at work or not; their callers are told `JudgeFailed`."""
        with self.turn:
            self.closed = True
            self.end_sandbox()

    def grade(self, submission: Submission) -> Grade:
        """Grade a submission; raises `JudgeFailed` where the judge fails, or ends, or its sandbox does."""
        try:
            judge = self.take()
        except SandboxError as error:
            raise JudgeFailed(str(error)) from None
        try:
            grade = judge.grade(submission)
        except (JudgeFailed, SandboxError) as error:
            self.discard(judge)
            raise JudgeFailed(str(error)) from None
        self.idle.append(judge)
        return grade

    def take(self) -> JudgeProcess:
        """An idle judge, or a new one, in a new sandbox where there is none; raises `JudgeFailed`."""
        with self.turn:
            while self.idle:
                judge = self.idle.pop()
                if judge.sandbox is self.sandbox:
                    return judge
            if self.closed:
                raise SandboxError("the batch has ended")
            if self.sandbox is None:
                self.sandbox = WarmSandbox()
                self.first = JudgeProcess(self.sandbox, self.config, self.source, beside=False)
                self.check(self.sandbox)
            try:
                return self.first.twin()
            except JudgeFailed:
                self.end_sandbox()
                raise

    def discard(self, judge: JudgeProcess) -> None:
        """End a judge that failed, and its sandbox where that has ended, so that no other submission gets the blame."""
        judge.connection.close()
        try:
            judge.sandbox.active_layers()
        except SandboxError:
            with self.turn:
                if judge.sandbox is self.sandbox:
                    self.end_sandbox()

    def end_sandbox(self) -> None:
        """End the warm process, and with it every judge."""
        if self.sandbox:
            self.sandbox.__exit__()
            self.sandbox = None
