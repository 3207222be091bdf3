"""The judge's end of a worker: asks, waits, and believes nothing but well-formed answers."""

from pathlib import Path
from typing import Any

from .warm import Sandbox
from .wire import Channel, WireError


class WorkerLost(Exception):
    """A worker ended, or broke the protocol, instead of answering."""


class Worker:
    """One forked process that serves one submission."""

    def __init__(self, sandbox: Sandbox, stage: Path, package: str, cpu_seconds: float, memory_megabytes: int):
        self.sandbox = sandbox
        self.pid, connection = sandbox.start_worker(stage, package, cpu_seconds, memory_megabytes)
        self.channel = Channel(connection)
        self.alive = True

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request; returns the worker's answer.

        Raises `WireTimeout` where none comes in time, and `WorkerLost` where there is no well-formed
        one. Either way the worker is ended: what it would say later belongs to no question.
        """
        try:
            self.channel.send(request, seconds)
            answer = self.channel.receive(seconds)
            _check_answer(answer)
            return answer
        except WireError as error:
            status = self.end()
            if type(error) is not WireError:
                raise
            raise WorkerLost(_describe_end(status, str(error))) from None

    def end(self) -> int:
        """Kill the worker with all it started; returns its exit status, minus the signal."""
        if not self.alive:
            return 0
        self.alive = False
        self.channel.close()
        return self.sandbox.stop(self.pid)["status"]


def _check_answer(answer: Any) -> None:
    """An answer is {"value": ...} or {"error": {three texts}}, and nothing else."""
    if isinstance(answer, dict) and set(answer) == {"value"}:
        return
    error = answer.get("error") if isinstance(answer, dict) and set(answer) == {"error"} else None
    if not isinstance(error, dict) or set(error) != {"type_names", "message", "where"}:
        raise WireError("an answer that is none")
    names = error["type_names"]
    if not isinstance(names, tuple) or not names or not all(isinstance(name, str) for name in names):
        raise WireError("an error without a type")
    if not isinstance(error["message"], str) or not isinstance(error["where"], str):
        raise WireError("an error without a text")


def _describe_end(status: int, reason: str) -> str:
    if status < 0 and reason == "the connection is closed":
        return f"the process with your code was ended by signal {-status}"
    if reason == "the connection is closed":
        return "the process with your code ended itself"
    return f"the process with your code sent {reason}"
