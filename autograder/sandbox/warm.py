"""Starts and ends the warm process that workers are forked from. Does without torch, so as to be quick."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

START_SECONDS = 120
"""For the warm process to import torch, on a slow disk as well."""


class SandboxError(Exception):
    """The sandbox itself failed: not the submission's fault."""


class Sandbox:
    """One warm process; use it in a `with` statement, that ends it and all its workers.

    It is started at once and imports torch while the caller goes on with work of its own.
    """

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {
            "PATH": os.defpath, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
            "HOME": "/nonexistent", "TQDM_DISABLE": "1",
            "MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": str(2 << 20),  # gives memory back sooner (mallopt(3))
        }  # fmt: skip
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-m", "autograder.sandbox.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=environment, cwd="/", stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.ready = False
        self.layers: list[str] = []

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *exception: object) -> None:
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        self.process.kill()
        self.process.wait()

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
        ours, theirs = socket.socketpair()
        with theirs:
            answer = self._ask({"start": settings}, [theirs.fileno()])
        self.layers = answer["layers"]
        return answer["pid"], ours

    def active_layers(self) -> list[str]:
        """Which layers of confinement a worker has on this machine (see `confine.LAYERS`)."""
        with tempfile.TemporaryDirectory(prefix="lab-") as folder:
            pid, connection = self.start_worker(Path(folder), "none", cpu_seconds=10, memory_megabytes=64)
            connection.close()
            self.stop_worker(pid)
        return self.layers

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
