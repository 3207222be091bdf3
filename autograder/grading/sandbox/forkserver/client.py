"""Starts and ends the fork server. Does without torch, so as to be quick."""

import contextlib
import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import autograder
from autograder.grading.sandbox.walls.system import hide_memory
from autograder.lib.errors import SandboxError

from .requests import (
    PACKET_BYTES,
    AddMaster,
    Done,
    Failed,
    Message,
    Started,
    StartHost,
    StartJudge,
    StartWorker,
    Stop,
    Stopped,
    decode,
    encode,
)

log = logging.getLogger("autograder.sandbox")

START_SECONDS = 120
"""For the fork server to import torch, on a slow disk as well."""
ROOM_SECONDS = 20
"""For other processes to end, where there is no room for one more."""
NOBODY = 65534
"""The user and group that a worker becomes where it can."""
SETTINGS = ".settings"
"""An empty folder in a worker's stage with the permission to write, without which matplotlib refuses to be imported."""
TOOL = str(Path(autograder.__file__).resolve().parents[1])
BOOT = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import autograder
del sys.path[0]
from autograder.grading.sandbox.forkserver import server
server.run()
"""
"""Runs the server of this very tool, whichever copy of it is installed in the environment."""
Reply = TypeVar("Reply", Started, Stopped, Done)


class ProcessesUsedUp(SandboxError):
    """The system has no room for one more process."""


def let_workers_read(folder: Path) -> None:
    """Open a private folder to workers, which give up being root where we are root, and to nobody else."""
    settings = folder / SETTINGS
    settings.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, 0, NOBODY)
        folder.chmod(0o750)
        settings.chmod(0o777)


class Sandbox:
    """A master's end of its connection `control` to the fork server; threads may share it.

    `stages` is the folder for the submissions' folders, which is removed when the fork server ends.
    """

    def __init__(self, control: socket.socket, stages: Path):
        self.control, self.stages = control, stages
        self.turn = threading.RLock()
        self.layers: list[str] = []

    def start_worker(
        self, order: StartWorker, output: int | None = None, host: socket.socket | None = None
    ) -> tuple[int, socket.socket]:
        """Fork a worker; returns its process id and the connection. `output` is a descriptor that it prints into.

        Stand-ins in it ask the `host`, which is closed here.

        Which layers of confinement are active is known from then on, as `layers`.
        """
        more = [] if output is None else [output]
        with host or contextlib.nullcontext():
            started, connection = self._start(order, [*more, host.fileno()] if host else more)
        self.layers = list(started.layers)
        log.debug("worker %d started with %s", started.pid, " ".join(self.layers))
        return started.pid, connection

    def start_host(self, order: StartHost, peer: socket.socket) -> tuple[int, socket.socket]:
        """Fork a process for the reference, with its end of the connection to a worker; returns id and connection."""
        started, connection = self._start(order, [peer.fileno()])
        log.debug("host %d started", started.pid)
        return started.pid, connection

    def start_judge(self, module: str) -> tuple[int, socket.socket]:
        """Fork a process of ours that runs `serve(connection, control)` of `module`; returns its id and the connection.

        It is also a master: `control` is for a `Sandbox` of its own.
        """
        started, connection = self._start(StartJudge(module), [])
        log.debug("judge %d started", started.pid)
        return started.pid, connection

    def another(self) -> "Sandbox":
        """A master of the same fork server, for another process of ours."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._ask(AddMaster(), [theirs.fileno()], Done)
        return Sandbox(ours, self.stages)

    def active_layers(self) -> list[str]:
        """Which layers of confinement a worker has on this machine (see `confine.LAYERS`)."""
        with tempfile.TemporaryDirectory(prefix="lab-") as folder:
            let_workers_read(Path(folder))
            pid, connection = self.start_worker(StartWorker(folder, "none", cpu_seconds=10, memory_megabytes=64))
            connection.close()
            self.stop(pid)
        return self.layers

    def stop(self, pid: int) -> Stopped:
        """Kill a worker or a judge; returns how it ended."""
        stopped = self._ask(Stop(pid), [], Stopped)
        log.debug("process %d ended with %d", pid, stopped.status)
        return stopped

    def _start(self, order: StartWorker | StartHost | StartJudge, more: list[int]) -> tuple[Started, socket.socket]:
        """Start a child, and wait for others to end where the system has no room for one more."""
        ours, theirs = socket.socketpair()
        with theirs:
            until = time.monotonic() + ROOM_SECONDS
            while True:
                try:
                    return self._ask(order, [theirs.fileno(), *more], Started), ours
                except ProcessesUsedUp:
                    if time.monotonic() > until:
                        ours.close()
                        raise
                    time.sleep(ROOM_SECONDS / 100)

    def _ask(self, request: Message, descriptors: list[int], kind: type[Reply]) -> Reply:
        try:
            with self.turn:
                socket.send_fds(self.control, [encode(request)], descriptors)
                reply = decode(self.control.recv(PACKET_BYTES))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the fork server has ended: {error}") from error
        if isinstance(reply, Failed):
            raise ProcessesUsedUp(reply.reason)
        if not isinstance(reply, kind):
            raise SandboxError(f"the fork server answered {reply}")
        return reply


class WarmSandbox(Sandbox):
    """One fork server; use it in a `with` statement, which ends it and everything that it forked.

    It is started at once and imports torch while the caller continues. `without` names layers of confinement to leave
    out, as on a machine that lacks them.
    """

    def __init__(self, without: Sequence[str] = ()) -> None:
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.folder = tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True)
        super().__init__(control, Path(self.folder.name))
        self.stages.chmod(0o711)  # workers that are nobody go through, and see only their own
        environment = {
            "PATH": os.defpath, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
            "HOME": "/nonexistent", "TQDM_DISABLE": "1",
            # gives memory back sooner than by default, and not at each step of learning (mallopt(3))
            "MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": str(2 << 20), "MALLOC_TRIM_THRESHOLD_": str(16 << 20),
        }  # fmt: skip
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-c", BOOT, TOOL, str(theirs.fileno()), *without],
                pass_fds=[theirs.fileno()], env=environment, cwd="/", stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.ready = False
        hide_memory()  # this process will know what students must not
        log.debug("fork server %d started", self.process.pid)

    def __enter__(self) -> "WarmSandbox":
        return self

    def __exit__(self, *exception: object) -> None:
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def _ask(self, request: Message, descriptors: list[int], kind: type[Reply]) -> Reply:
        with self.turn:
            self._wait_until_ready()
            return super()._ask(request, descriptors, kind)

    def _wait_until_ready(self) -> None:
        try:
            if not self.ready:
                self.control.settimeout(START_SECONDS)
                self.ready = bool(self.control.recv(PACKET_BYTES))
        except OSError as error:
            code = self.process.poll()
            raise SandboxError(f"the fork server did not start (exit code {code}): {error}") from error
