"""A judge in a process of its own, forked from the warm one: torch is imported once for judge and workers.

Both ends are ours, so what travels between them is pickled.
"""

import contextlib
import copy
import os
import signal
import socket
import traceback
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any

from autograder.config import LabConfig
from autograder.grade import Grade, Progress
from autograder.sandbox.confine import die_with_parent
from autograder.sandbox.warm import Sandbox, SandboxError, WarmSandbox
from autograder.submission import Submission


class JudgeFailed(Exception):
    """The judge itself failed, or was ended: not the submission's fault."""


class JudgeProcess:
    """The caller's end; grades submissions with a `Judge` over there, one at a time.

    `source` is where the question "training" takes its text: "embedded", or an absolute path. With `memo`, a
    question is graded once for all submissions that have the same code behind it; `beside` is whether the longest case
    runs beside the others, on a second core (see `Judge`).
    """

    def __init__(
        self, sandbox: WarmSandbox, config: LabConfig, source: str = "embedded", memo: bool = False, beside: bool = True
    ):
        self.sandbox = sandbox
        self.pid, connection = sandbox.start_judge(__name__)
        self.connection = Connection(connection.detach())
        self.connection.send((config, source, memo, beside, sandbox.stages, dict(os.environ)))

    def twin(self) -> "JudgeProcess":
        """One more judge, that shares what this one has loaded, and ends with it at the latest.

        Raises `JudgeFailed`.
        """
        twin = copy.copy(self)
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self.connection.send(None)
                send_handle(self.connection, theirs.fileno(), self.pid)
                twin.pid, failure = self.connection.recv()
        except (EOFError, OSError):
            raise JudgeFailed("the judge's process has ended") from None
        if failure:
            raise JudgeFailed(failure)
        twin.connection = Connection(ours.detach())
        return twin

    def grade(self, submission: Submission, progress: Progress = lambda question, known: None) -> Grade:
        """Grade a submission, and tell `progress` the id of each question as it begins, and the results so far.

        Raises `JudgeFailed`.
        """
        try:
            self.connection.send(submission)
            while True:
                kind, value = self.connection.recv()
                if kind == "grade":
                    return value
                if kind == "failure":
                    sentence, details = value
                    failure = JudgeFailed(sentence)
                    failure.add_note(details)
                    raise failure
                progress(*value)
        except (EOFError, OSError):
            with contextlib.suppress(SandboxError):
                self.sandbox.stop(self.pid)
            raise JudgeFailed("the judge's process has ended") from None


def serve(connection: socket.socket, control: socket.socket) -> None:
    """Grade what comes over the connection until the caller hangs up."""
    from autograder.judge.judge import Judge

    caller = Connection(connection.detach())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for twins
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        config, source, memo, beside, stages, environment = caller.recv()
        os.environ.update(environment)
        judge = Judge(config, Sandbox(control, stages), source, {} if memo else None, beside)
        while True:
            submission = caller.recv()
            if submission is None:
                caller = fork_twin(judge, caller)
            else:
                caller.send(answer(judge, submission, caller))


def fork_twin(judge: Any, caller: Connection) -> Connection:
    """Fork this judge when all is loaded; returns, in this process and in the twin, the connection to go on with."""
    theirs = Connection(recv_handle(caller))
    try:
        judge.prepare_to_share()
    except Exception as error:
        caller.send((0, f"{type(error).__name__}: {error}"))
        return caller
    sandbox = judge.sandbox.another()
    pid = os.fork()
    if pid:
        sandbox.control.close()
        theirs.close()
        caller.send((pid, ""))
        return caller
    os.setsid()
    die_with_parent()
    judge.sandbox.control.close()
    caller.close()
    judge.sandbox = sandbox
    return theirs


def answer(judge: Any, submission: Submission, caller: Connection) -> tuple[str, Any]:
    """What the caller is told of a submission after its progress: the grade, or how the judge failed."""
    try:
        return "grade", judge.grade(submission, lambda *known: caller.send(("progress", known)))
    except Exception as error:
        return "failure", (f"{type(error).__name__}: {error}", traceback.format_exc())
