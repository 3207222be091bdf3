"""A judge in a process of its own, forked from the fork server: torch is imported once for judges and workers.

Both ends are ours, so what travels between them is pickled.
"""

import contextlib
import copy
import logging
import os
import pickle
import signal
import socket
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import TYPE_CHECKING, Any

from autograder.grading.grade import Earlier, Grade, Progress, QuestionResult
from autograder.grading.judge.trace import TraceEntry, Tracer
from autograder.grading.sandbox.forkserver.client import Sandbox, WarmSandbox
from autograder.grading.sandbox.walls.limits import limit_memory
from autograder.grading.sandbox.walls.system import die_with_parent
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lib.errors import AutograderError, JudgeFailed, LabError, SandboxError
from autograder.lib.logs import logging_to_stderr

if TYPE_CHECKING:
    from autograder.grading.judge.judge import Judge


MEMORY_MEGABYTES = 512
"""That a judge may use beyond what is loaded: tensors that a submission returns can be made to grow when a test adds
them to others."""


@dataclass(frozen=True)
class JudgeSettings:
    """What a judge in another process has to know; see `Judge` for the meaning of most fields.

    `source` is "embedded" or an absolute path; `log_level` is that of the caller's loggers.
    """

    lab: Lab
    source: str = "embedded"
    memo: bool = False
    overlap: bool = True
    trace: bool = False
    log_level: int = logging.WARNING


@dataclass(frozen=True)
class Task:
    """A submission to grade. `shown` has been observed of it already; or nothing but what is shown is wanted.

    `shown` is pickled: only judges read it, and it brings torch with it. `earlier` has results that are still valid.
    """

    submission: Submission
    shown: bytes | None = None
    only_what_is_shown: bool = False
    earlier: Earlier | None = None


@dataclass(frozen=True)
class Begun:
    """A question has begun; `known` are the results of earlier ones."""

    question: str
    known: tuple[QuestionResult, ...]


@dataclass(frozen=True)
class Failed:
    """The judge failed: one sentence, and where. `lab_is_wrong` where the cause is in the lab's folder."""

    sentence: str
    details: str = ""
    lab_is_wrong: bool = False

    def exception(self) -> AutograderError:
        """What the caller raises."""
        failure = LabError(self.sentence) if self.lab_is_wrong else JudgeFailed(self.sentence)
        failure.add_note(self.details)
        return failure


@dataclass(frozen=True)
class TwinStarted:
    """A twin has been forked, with this process id."""

    pid: int


Said = Begun | TraceEntry | Failed | bytes | Grade


class JudgeProcess:
    """The caller's end of a judge; grades submissions one at a time."""

    def __init__(self, sandbox: WarmSandbox, settings: JudgeSettings, tracer: Tracer | None = None):
        self.sandbox, self.tracer = sandbox, tracer
        self.pid, connection = sandbox.start_judge(__name__)
        self.connection: Connection[Any, Any] = Connection(connection.detach())
        self.connection.send((settings, sandbox.stages, dict(os.environ)))

    def twin(self) -> "JudgeProcess":
        """Another judge, which shares what this one has loaded, and ends when this one ends.

        Raises `JudgeFailed`, and `LabError` where the lab cannot be loaded.
        """
        twin = copy.copy(self)
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self.connection.send(None)
                send_handle(self.connection, theirs.fileno(), self.pid)
                started: TwinStarted | Failed = self.connection.recv()
        except (EOFError, OSError):
            raise JudgeFailed("the judge's process has ended") from None
        if isinstance(started, Failed):
            raise started.exception()
        twin.pid = started.pid
        twin.connection = Connection(ours.detach())
        return twin

    def show(self, submission: Submission, earlier: Earlier | None = None) -> bytes:
        """Observe what students may see of a submission, of stale questions alone; raises as `grade` does.

        Returns what `grade` takes.
        """
        shown: bytes = self.done(Task(submission, only_what_is_shown=True, earlier=earlier))
        return shown

    def grade(self, submission: Submission, progress: Progress | None = None, shown: bytes | None = None) -> Grade:
        """Grade a submission, and report the id of each question as it begins, with the results so far.

        `shown` is what `show` has returned for it. Raises `JudgeFailed`, and `LabError` where the lab cannot be loaded.
        """
        grade: Grade = self.done(Task(submission, shown), progress)
        return grade

    def done(self, task: Task, progress: Progress | None = None) -> Any:
        """What comes of a task."""
        try:
            self.connection.send(task)
            while True:
                said: Said = self.connection.recv()
                match said:
                    case Failed():
                        raise said.exception()
                    case Begun(question, known):
                        if progress:
                            progress(question, known)
                    case TraceEntry():
                        if self.tracer:
                            self.tracer(said)
                    case result:
                        return result
        except (EOFError, OSError):
            with contextlib.suppress(SandboxError):
                self.sandbox.stop(self.pid)
            raise JudgeFailed("the judge's process has ended") from None

    def close(self) -> None:
        """Hang up; the judge then ends."""
        self.connection.close()


def serve(connection: socket.socket, control: socket.socket) -> None:
    """Grade what comes over the connection until the caller hangs up."""
    from autograder.grading.judge.judge import Judge

    caller: Connection[Any, Any] = Connection(connection.detach())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for twins
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError), contextlib.ExitStack() as stack:
        settings, stages, environment = caller.recv()
        os.environ.update(environment)
        stack.enter_context(logging_to_stderr(settings.log_level))
        judge = Judge(
            settings.lab, Sandbox(control, stages), settings.source, {} if settings.memo else None, settings.overlap
        )
        with contextlib.suppress(Exception):  # it is raised again for whoever asks for a grade
            judge.prepare()
        limit_memory(MEMORY_MEGABYTES)
        while True:
            task = caller.recv()
            if task is None:
                caller = fork_twin(judge, caller)
            else:
                judge.tracer = caller.send if settings.trace else None
                caller.send(answer(judge, task, caller))


def fork_twin(judge: "Judge", caller: "Connection[Any, Any]") -> "Connection[Any, Any]":
    """Fork this judge when everything is loaded; returns, in this process and in the twin, the connection to use."""
    theirs: Connection[Any, Any] = Connection(recv_handle(caller))
    try:
        judge.prepare_to_share()
    except Exception as error:
        caller.send(failure_of(error))
        return caller
    sandbox = judge.sandbox.another()
    pid = os.fork()
    if pid:
        sandbox.control.close()
        theirs.close()
        caller.send(TwinStarted(pid))
        return caller
    os.setsid()
    die_with_parent()
    judge.sandbox.control.close()
    caller.close()
    judge.sandbox = sandbox
    return theirs


def answer(judge: "Judge", task: Task, caller: "Connection[Any, Any]") -> Said:
    """What the caller gets for a task after its progress: what came of it, or how the judge failed."""
    try:
        if task.only_what_is_shown:
            return pickle.dumps(judge.show(task.submission, task.earlier))
        shown = pickle.loads(task.shown) if task.shown else None  # made by a judge
        return judge.grade(task.submission, lambda question, known: caller.send(Begun(question, known)), shown)
    except Exception as error:
        return failure_of(error)


def failure_of(error: Exception) -> Failed:
    """What the caller gets for an exception of the judge."""
    if isinstance(error, AutograderError):
        return Failed(str(error), traceback.format_exc(), lab_is_wrong=isinstance(error, LabError))
    return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
