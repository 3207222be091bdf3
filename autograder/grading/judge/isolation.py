"""Finds out what isolates student code on this machine: by trying what a submission must not be able to do."""

import contextlib
import ctypes
import os
import random
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from autograder.grading.sandbox import attempts
from autograder.grading.sandbox.attempts import ASSETS, LEAVE_A_PROCESS
from autograder.grading.sandbox.confine import what_is_missing
from autograder.grading.sandbox.forkserver.client import Sandbox, let_workers_read
from autograder.lab import Lab
from autograder.lib.errors import SandboxError

PACKAGE = "attempts"
SECONDS, MEGABYTES = 20, 256
IPC_CREATE, IPC_REMOVE = 0o1000, 0
"""Of shmget(2) and shmctl(2)."""


def what_gets_through(sandbox: Sandbox, lab: Lab) -> dict[str, str]:
    """The attempts that succeed on this machine, by name, with what they are against (one of `ASSETS`).

    A process of ours makes them that is forked as judges are, so the caller does without torch. Raises `SandboxError`
    where they cannot be made.
    """
    pid, connection = sandbox.start_judge(__name__)
    caller: Connection[Any, Any] = Connection(connection.detach())
    try:
        with caller:
            caller.send((lab, sandbox.stages))
            found: tuple[dict[str, str], list[str]] | SandboxError = caller.recv()
    except (EOFError, OSError):
        raise SandboxError("the process that tries what isolates student code has ended") from None
    finally:
        sandbox.stop(pid)
    if isinstance(found, SandboxError):
        raise found
    got_through, sandbox.layers = found
    return got_through


def serve(connection: socket.socket, control: socket.socket) -> None:
    """Make the attempts for the caller of `what_gets_through`."""
    caller: Connection[Any, Any] = Connection(connection.detach())
    lab, stages = caller.recv()
    sandbox = Sandbox(control, stages)
    try:
        caller.send((tried(sandbox, lab), sandbox.layers))
    except SandboxError as error:
        caller.send(error)


def tried(sandbox: Sandbox, lab: Lab) -> dict[str, str]:
    """What `what_gets_through` returns, with this process as the one that is attacked."""
    from autograder.grading.sandbox.client import Worker  # here, because torch comes with it
    from autograder.grading.sandbox.requests import Call

    with tempfile.TemporaryDirectory(prefix="lab-", dir=sandbox.stages) as name, socket.socket() as listening:
        stage = Path(name)
        let_workers_read(stage)
        (stage / PACKAGE).mkdir()
        shutil.copyfile(attempts.__file__, stage / PACKAGE / "tries.py")
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        targets = {
            "test": str(lab.test_file(lab.settings.questions[0].id)),
            "lab": str(lab.root),
            "pid": os.getpid(),
            "port": listening.getsockname()[1],
            "bytes": 4 * MEGABYTES << 20,
        }
        worker = Worker(sandbox, stage, PACKAGE, SECONDS, MEGABYTES)
        try:
            with shared_memory() as targets["shared"]:
                answer = worker.ask(Call("tries", "succeeded", [targets], {}), SECONDS)
            left = worker.ask(Call("tries", "leave_a_process", [], {}), SECONDS)
        finally:
            worker.end()
    if answer.is_error or not isinstance(answer.value, dict):
        raise SandboxError(f"what isolates student code could not be tried: {answer.message}")
    still_there = not left.is_error and end(left.value)
    return answer.value | ({LEAVE_A_PROCESS: "processes"} if still_there else {})


@contextlib.contextmanager
def shared_memory() -> Iterator[int]:
    """The key of shared memory that everybody may use; 0 where the system has none."""
    key = random.randrange(1, 1 << 31)
    libc = ctypes.CDLL(None)
    found = libc.shmget(key, 4096, IPC_CREATE | 0o666) if hasattr(libc, "shmget") else -1
    try:
        yield key if found >= 0 else 0
    finally:
        if found >= 0:
            libc.shmctl(found, IPC_REMOVE, None)


def end(pid: int) -> bool:
    """End a process that should not be there; returns whether it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def what_isolation_lacks(sandbox: Sandbox, lab: Lab, required: Iterable[str] = ASSETS) -> str:
    """What student code can do on this machine though it is required that it cannot; empty where that is nothing."""
    return what_is_lacking(what_gets_through(sandbox, lab), sandbox.layers, required)


def what_is_lacking(got_through: Mapping[str, str], layers: Sequence[str], required: Iterable[str]) -> str:
    """What of that which gets through, with these layers, is required not to; empty where that is nothing."""
    lacking = [name for name, asset in got_through.items() if asset in required]
    if not lacking:
        return ""
    missing = "; ".join(f"{name}: {reason}" for name, reason in what_is_missing(layers).items())
    return f"student code can {', '.join(lacking)} (missing layers: {missing or 'none'})"
