"""Resource limits of workers and judges (setrlimit(2))."""

import os
import resource
import sys
from pathlib import Path

FILES, FILE_BYTES = 64, 1 << 20
FILES_MEGABYTES = 256
"""Beyond the memory for data: for libraries that are loaded late, which lie in the address space as well."""
MORE_TASKS = 256
"""Processes and threads that all workers together may have, beyond those that their user has already."""


def limit_resources(cpu_seconds: int, memory_megabytes: int, tasks: int) -> None:
    """CPU seconds, memory beyond what is there already, size of files, open files, tasks, core dumps.

    Memory is counted twice: as data, and, for memory that is shared, as address space.
    """
    limits = {
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_NPROC] = tasks
    _limit(limits | _of_memory(memory_megabytes))


def limit_memory(megabytes: int) -> None:
    """Memory beyond what is there already, for a process of ours that computes with what a submission returned."""
    _limit(_of_memory(megabytes))


def _of_memory(megabytes: int) -> dict[int, int]:
    if sys.platform != "linux":
        return {}
    return {
        resource.RLIMIT_DATA: _bytes_of("VmData") + (megabytes << 20),
        resource.RLIMIT_AS: _bytes_of("VmSize") + (megabytes + FILES_MEGABYTES << 20),
    }


def _limit(limits: dict[int, int]) -> None:
    for kind, value in limits.items():
        _, most = resource.getrlimit(kind)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (value, value))


def most_tasks(user: int) -> int:
    """How many processes and threads a user may have while workers run: those of now, and `MORE_TASKS` more.

    The system does not count those of root.
    """
    return MORE_TASKS + sum(_threads(path) for path in Path("/proc").glob("[0-9]*") if _is_of(user, path))


def _is_of(user: int, process: Path) -> bool:
    try:
        return process.stat().st_uid == user
    except OSError:  # it has ended
        return False


def _threads(process: Path) -> int:
    try:
        return len(os.listdir(process / "task"))
    except OSError:
        return 1


def _bytes_of(name: str) -> int:
    """The size of this process's data segment (`VmData`) or address space (`VmSize`) now (proc_pid_status(5))."""
    with open("/proc/self/status", encoding="ascii") as status:
        (line,) = (line for line in status if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
