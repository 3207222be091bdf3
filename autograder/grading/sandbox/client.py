"""The judge's end of a worker: asks, waits, and believes nothing but well-formed answers."""

import os
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .forkserver.client import Sandbox
from .forkserver.requests import StartWorker
from .requests import Request, to_wire
from .starved import Starvation
from .wire import Channel, TimeLimit, WireError

QUICK = 0.02
"""Seconds. Where an answer takes no longer, nobody looks how many of them the machine was busy: a later look counts."""
MOST_PRINTED = 10_000
"""Characters of output of one request that are kept."""


class WorkerLost(Exception):
    """A worker ended, or broke the protocol, instead of answering."""


@dataclass(frozen=True)
class Answer:
    """What a worker answered: a value, or the three texts of an exception."""

    value: Any = None
    type_names: tuple[str, ...] = ()
    message: str = ""
    where: str = ""

    @property
    def is_error(self) -> bool:
        return bool(self.type_names)


class Worker:
    """One forked process that serves one submission; with `keep_output` it is known what the process prints.

    Stand-ins in it ask the `host` (see `standins.client`), whose process id is `host_pid`.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        stage: Path,
        package: str,
        cpu_seconds: float,
        memory_megabytes: int,
        keep_output: bool = False,
        host: socket.socket | None = None,
        host_pid: int | None = None,
    ):
        self.sandbox = sandbox
        self.output = Output() if keep_output else None
        order = StartWorker(str(stage), package, cpu_seconds, memory_megabytes, keep_output, host is not None)
        self.pid, connection = sandbox.start_worker(order, self.output.write_end if self.output else None, host)
        if self.output:
            self.output.start()
        self.channel = Channel(connection)
        self.alive = True
        self.starvation = Starvation(self.pid, host_pid) if host_pid else Starvation(self.pid)
        self.lost = 0.0

    def ask(self, request: Request, seconds: float) -> Answer:
        """Send a request; returns the worker's answer.

        Of the seconds, those do not count in which the worker, or its host, got no core; `lost` has them afterwards,
        with those of quick requests before.
        Raises `WireTimeout` where none comes in time, and `WorkerLost` where there is no well-formed
        one. Either way the worker is ended: what it would say later belongs to no question.
        """
        began = time.monotonic()
        try:
            try:
                self.channel.send(to_wire(request), seconds)
                return _read_answer(self.channel.receive(TimeLimit(seconds, self.starvation.seconds)))
            finally:
                self.lost = self.starvation.counted() if time.monotonic() - began > QUICK else 0.0
        except WireError as error:
            status = self.end()
            if type(error) is not WireError:
                raise
            raise WorkerLost(_describe_end(status, str(error))) from None

    def printed(self) -> str:
        """What the process has printed since the last time; "" where its output is not kept."""
        return self.output.take() if self.output else ""

    def end(self) -> int:
        """Kill the worker with all it started; returns its exit status, minus the signal."""
        if not self.alive:
            return 0
        self.alive = False
        self.channel.close()
        return self.sandbox.stop(self.pid).status


class Output:
    """A pipe that a worker prints into, read by a thread so that the worker never waits."""

    def __init__(self) -> None:
        self.read_end, self.write_end = os.pipe()
        self.text, self.changed = "", threading.Condition()

    def start(self) -> None:
        """Begin to read; the worker has its own copy of the end to write to."""
        os.close(self.write_end)
        threading.Thread(target=self._read, daemon=True).start()

    def take(self) -> str:
        """What has been printed since the last time. Output just written may take a moment to arrive."""
        with self.changed:
            while self.changed.wait(timeout=0.01):
                pass
            text, self.text = self.text, ""
        return text

    def _read(self) -> None:
        with open(self.read_end, encoding="utf-8", errors="replace", newline="") as pipe:
            while line := pipe.readline(MOST_PRINTED):
                with self.changed:
                    self.text = (self.text + line)[:MOST_PRINTED]
                    self.changed.notify_all()


def _read_answer(answer: Any) -> Answer:
    """An answer is {"value": ...} or {"error": {three texts}}, and nothing else."""
    if isinstance(answer, dict) and set(answer) == {"value"}:
        return Answer(answer["value"])
    error = answer.get("error") if isinstance(answer, dict) and set(answer) == {"error"} else None
    if not isinstance(error, dict) or set(error) != {"type_names", "message", "where"}:
        raise WireError("an answer that is none")
    names = error["type_names"]
    if not isinstance(names, tuple) or not names or not all(isinstance(name, str) for name in names):
        raise WireError("an error without a type")
    if not isinstance(error["message"], str) or not isinstance(error["where"], str):
        raise WireError("an error without a text")
    return Answer(None, names, error["message"], error["where"])


def _describe_end(status: int, reason: str) -> str:
    if status < 0 and reason == "the connection is closed":
        return f"the process with your code was ended by signal {-status}"
    if reason == "the connection is closed":
        return "the process with your code ended itself"
    return f"the process with your code sent {reason}"
