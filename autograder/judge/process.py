"""A judge in a process of its own, forked from the warm one: torch is imported once for judge and workers.

Both ends are ours, so what travels between them is pickled.
"""

import contextlib
import os
import socket
import traceback
from multiprocessing.connection import Connection
from typing import Any

from autograder.config import LabConfig
from autograder.grade import Grade, Progress
from autograder.sandbox.warm import Sandbox, WarmSandbox
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
        self.connection.send((config, source, memo, beside, dict(os.environ)))

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
            status = self.sandbox.stop(self.pid)["status"]
            raise JudgeFailed(f"the judge's process ended with status {status}") from None


def serve(connection: socket.socket, control: socket.socket) -> None:
    """Grade what comes over the connection until the caller hangs up."""
    from autograder.judge.judge import Judge

    caller = Connection(connection.detach())
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        config, source, memo, beside, environment = caller.recv()
        os.environ.update(environment)
        judge = Judge(config, Sandbox(control), source, {} if memo else None, beside)
        while True:
            submission = caller.recv()
            caller.send(answer(judge, submission, lambda *known: caller.send(("progress", known))))


def answer(judge: Any, submission: Submission, progress: Progress) -> tuple[str, Any]:
    """What the caller is told of a submission: its grade, or how the judge failed."""
    try:
        return "grade", judge.grade(submission, progress)
    except Exception as error:
        return "failure", (f"{type(error).__name__}: {error}", traceback.format_exc())
