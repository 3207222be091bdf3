"""Starts and ends the warm process that workers are forked from. Does without torch, so as to be quick."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

START_SECONDS = 120
"""For the warm process to import torch, on a slow disk as well."""
NOBODY = 65534
"""The user and group that a worker becomes where it can."""
SETTINGS = ".settings"
"""An empty folder in a worker's stage with the permission to write, without which matplotlib refuses to be imported."""


class SandboxError(Exception):
    """The sandbox itself failed: not the submission's fault."""


def let_workers_read(folder: Path) -> None:
    """Open a private folder to workers, which give up being root where we are root, and to nobody else."""
    settings = folder / SETTINGS
    settings.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, 0, NOBODY)
        folder.chmod(0o750)
        settings.chmod(0o777)


class Sandbox:
    """A master's end of its connection `control` to the warm process; threads may share it.

    `stages` is the folder for the submissions' folders, which is removed when the warm process ends.
    """

    def __init__(self, control: socket.socket, stages: Path):
        self.control, self.stages = control, stages
        self.turn = threading.RLock()
        self.layers: list[str] = []

    def start_worker(
        self, stage: Path, package: str, cpu_seconds: float, memory_megabytes: int
    ) -> tuple[int, socket.socket]:
        """Fork a worker for the package in the folder `stage`; returns its process id and the connection.

        Which layers of confinement are active is known from then on, as `layers`.
        """
        settings = {
            "stage": str(stage), "package": package,
            "cpu_seconds": cpu_seconds, "memory_megabytes": memory_megabytes,
        }  # fmt: skip
        answer, connection = self._start({"start": settings})
        self.layers = answer["layers"]
        return answer["pid"], connection

    def start_judge(self, module: str) -> tuple[int, socket.socket]:
        """Fork a process of ours that runs `serve(connection, control)` of `module`; returns its id and the connection.

        It is a master, too: `control` is for a `Sandbox` of its own.
        """
        answer, connection = self._start({"judge": module})
        return answer["pid"], connection

    def another(self) -> "Sandbox":
        """A master of the same warm process, for another process of ours."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._ask({"master": True}, [theirs.fileno()])
        return Sandbox(ours, self.stages)

    def active_layers(self) -> list[str]:
        """Which layers of confinement a worker has on this machine (see `confine.LAYERS`)."""
        with tempfile.TemporaryDirectory(prefix="lab-") as folder:
            let_workers_read(Path(folder))
            pid, connection = self.start_worker(Path(folder), "none", cpu_seconds=10, memory_megabytes=64)
            connection.close()
            self.stop(pid)
        return self.layers

    def stop(self, pid: int) -> dict[str, Any]:
        """Kill a worker or a judge; returns its exit `status` (minus the signal) and `peak_bytes` of memory."""
        return self._ask({"stop": pid}, [])

    def _start(self, request: dict[str, Any]) -> tuple[dict[str, Any], socket.socket]:
        ours, theirs = socket.socketpair()
        with theirs:
            return self._ask(request, [theirs.fileno()]), ours

    def _ask(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        try:
            with self.turn:
                socket.send_fds(self.control, [json.dumps(request).encode()], descriptors)
                return json.loads(self.control.recv(1024))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the sandbox's warm process has ended: {error}") from error


class WarmSandbox(Sandbox):
    """One warm process; use it in a `with` statement, that ends it and all that it forked.

    It is started at once and imports torch while the caller goes on with work of its own. `without` names layers of
    confinement to leave out, as on a machine that lacks them.
    """

    def __init__(self, without: Sequence[str] = ()) -> None:
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.folder = tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True)
        super().__init__(control, Path(self.folder.name))
        self.stages.chmod(0o711)  # workers that are nobody go through, and see only their own
        environment = {
            "PATH": os.defpath, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
            "HOME": "/nonexistent", "TQDM_DISABLE": "1",
            # gives memory back sooner than by default, and not at each step of training (mallopt(3))
            "MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": str(2 << 20), "MALLOC_TRIM_THRESHOLD_": str(16 << 20),
        }  # fmt: skip
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-m", "autograder.sandbox.zygote", str(theirs.fileno()), *without],
                pass_fds=[theirs.fileno()], env=environment, cwd="/", stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.ready = False

    def __enter__(self) -> "WarmSandbox":
        return self

    def __exit__(self, *exception: object) -> None:
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def _ask(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        with self.turn:
            self._wait_until_ready()
            return super()._ask(request, descriptors)

    def _wait_until_ready(self) -> None:
        try:
            if not self.ready:
                self.control.settimeout(START_SECONDS)
                self.ready = bool(self.control.recv(1024))
        except OSError as error:
            code = self.process.poll()
            raise SandboxError(f"the sandbox's warm process did not start (exit code {code}): {error}") from error
