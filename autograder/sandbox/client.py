"""The judge's end of the sandbox: starts the warm process, and workers from it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from .wire import Channel, WireError

START_SECONDS = 120
"""For the warm process to import torch, on a slow disk as well."""


class SandboxError(Exception):
    """The sandbox itself failed: not the submission's fault."""


class WorkerLost(Exception):
    """A worker ended, or broke the protocol, instead of answering."""


class Sandbox:
    """One warm process; use it in a `with` statement, that ends it and all its workers.

    It is started at once and imports torch while the caller goes on with work of its own.
    """

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {
            "PATH": os.defpath, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
            "HOME": "/nonexistent", "TQDM_DISABLE": "1",
        }  # fmt: skip
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-m", "autograder.sandbox.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=environment, cwd="/", stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.ready = False

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *exception: object) -> None:
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        self.process.kill()
        self.process.wait()

    def start_worker(self, stage: Path, package: str, cpu_seconds: float, memory_megabytes: int) -> "Worker":
        """Fork a worker for the package in the folder `stage`."""
        settings = {
            "stage": str(stage), "package": package,
            "cpu_seconds": cpu_seconds, "memory_megabytes": memory_megabytes,
        }  # fmt: skip
        ours, theirs = socket.socketpair()
        with theirs:
            answer = self._ask({"start": settings}, [theirs.fileno()])
        return Worker(self, answer["pid"], Channel(ours))

    def stop_worker(self, pid: int) -> dict[str, Any]:
        """Kill a worker; returns its exit `status` (minus the signal) and `peak_bytes` of memory."""
        return self._ask({"stop": pid}, [])

    def _ask(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        try:
            if not self.ready:
                self.control.settimeout(START_SECONDS)
                self.ready = bool(self.control.recv(1024))
            socket.send_fds(self.control, [json.dumps(request).encode()], descriptors)
            return json.loads(self.control.recv(1024))
        except (OSError, ValueError) as error:
            code = self.process.poll()
            raise SandboxError(f"the sandbox's warm process failed (exit code {code}): {error}") from error


class Worker:
    """One forked process that serves one submission."""

    def __init__(self, sandbox: Sandbox, pid: int, channel: Channel):
        self.sandbox = sandbox
        self.pid = pid
        self.channel = channel
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
        return self.sandbox.stop_worker(self.pid)["status"]


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
