"""What a submission must not be able to do, tried from where a submission runs: this module is staged like one.

It imports nothing of the tool. Each attempt returns if it has succeeded, and raises where something held it up.
"""

import contextlib
import ctypes
import mmap
import os
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

Targets = dict[str, Any]
ATTEMPTS: dict[str, tuple[str, Callable[[Targets], object]]] = {}
"""By name: what it is against, and the attempt."""
ASSETS = ("files", "processes", "network", "memory")
LEAVE_A_PROCESS = "leave a process running"
"""An attempt of its own: whether it has succeeded shows when the worker has ended."""


def against(asset: str) -> Callable[[Callable[[Targets], object]], Callable[[Targets], object]]:
    """Enter an attempt, named by its docstring."""

    def enter(attempt: Callable[[Targets], object]) -> Callable[[Targets], object]:
        ATTEMPTS[attempt.__doc__ or ""] = asset, attempt
        return attempt

    return enter


def succeeded(targets: Targets) -> dict[str, str]:
    """The names of the attempts that succeed here, with what they are against."""
    found = {}
    for name, (asset, attempt) in ATTEMPTS.items():
        with contextlib.suppress(Exception):
            attempt(targets)
            found[name] = asset
    return found


@against("files")
def read_a_test(targets: Targets) -> None:
    """read a hidden test"""
    with open(targets["test"], "rb") as file:
        file.read(1)


@against("files")
def list_the_lab(targets: Targets) -> None:
    """list the files of the lab"""
    os.listdir(targets["lab"])


@against("files")
def write_a_file(targets: Targets) -> None:
    """leave a file behind"""
    for folder in ("/tmp", "/var/tmp", "/dev/shm", targets["lab"], os.getcwd()):
        with contextlib.suppress(OSError):
            path = os.path.join(folder, f"left-{os.getpid()}")
            open(path, "x").close()
            os.unlink(path)
            return
    raise PermissionError


@against("files")
def change_an_attribute(targets: Targets) -> None:
    """change attributes of a file"""
    os.utime(targets["test"])


@against("processes")
def signal_the_grader(targets: Targets) -> None:
    """send the grader a signal"""
    os.kill(targets["pid"], 0)


@against("processes")
def read_the_graders_memory(targets: Targets) -> None:
    """read the grader's memory"""
    open(f"/proc/{targets['pid']}/mem", "rb").close()


@against("processes")
def reach_shared_memory(targets: Targets) -> None:
    """reach the shared memory of another process"""
    if ctypes.CDLL(None).shmget(targets["shared"], 0, 0) < 0:
        raise PermissionError


@against("network")
def send_a_packet(targets: Targets) -> None:
    """send a packet over the network"""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.sendto(struct.pack("!I", os.getpid()), ("127.0.0.1", targets["port"]))


@against("network")
def connect_to_a_port(targets: Targets) -> None:
    """connect to a port of this machine"""
    socket.create_connection(("127.0.0.1", targets["port"]), timeout=1).close()


@against("memory")
def use_more_memory_than_allowed(targets: Targets) -> None:
    """use more memory than allowed"""
    bytearray(targets["bytes"])


@against("memory")
def share_more_memory_than_allowed(targets: Targets) -> None:
    """use more memory than allowed, as shared memory"""
    mmap.mmap(-1, targets["bytes"]).close()


def leave_a_process() -> int:
    """Start a process that detaches itself and does nothing for a while; returns its id."""
    read_end, write_end = os.pipe()
    if not os.fork():
        os.setsid()
        if os.fork():
            os._exit(0)
        os.write(write_end, str(os.getpid()).encode())
        time.sleep(60)
        os._exit(0)
    return int(os.read(read_end, 100))
