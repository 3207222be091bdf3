"""How long the machine kept a process waiting for a core: no limit may count that time."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
NANOSECONDS = 1e9
PROCESSES = Path("/proc")


class Starvation:
    """Counts the seconds in which processes of one submission got no core."""

    def __init__(self, *pids: int):
        self.pids = pids
        self.began, self.before = time.monotonic(), 0.0

    def seconds(self) -> float:
        """Those since the last count, at most the time that has gone by since then."""
        return min(max(0.0, waited_for_a_core(*self.pids) - self.before), time.monotonic() - self.began)

    def counted(self) -> float:
        """The same, and a new count begins."""
        seconds = self.seconds()
        self.began, self.before = time.monotonic(), self.before + seconds
        return seconds


def waited_for_a_core(*pids: int) -> float:
    """The seconds in which these processes of one submission were ready to compute, and others had the cores.

    That is the time of their first threads on the run queue, less what their other threads computed meanwhile: who is
    in its own way waits for nobody. A process of which the system has no figures counts for 0.

    Sources: Linux, Documentation/scheduler/sched-stats.rst, `/proc/PID/schedstat`; proc_pid_stat(5), fields 14 and 15.
    """
    return max(0.0, sum(map(_waited, pids)))


def _waited(pid: int) -> float:
    """The waiting of a process's first thread, less the computing of its others; below 0 where these compute more."""
    try:
        computed, waited, _ = _read(f"{PROCESSES}/{pid}/schedstat").split()
        line = _read(f"{PROCESSES}/{pid}/stat")
    except (OSError, ValueError):
        return 0.0
    after_name = line.rpartition(b")")[2].split()
    all_threads = (int(after_name[11]) + int(after_name[12])) / TICKS
    return int(waited) / NANOSECONDS - max(0.0, all_threads - int(computed) / NANOSECONDS)


def _read(path: str) -> bytes:
    """A short file of the system."""
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, 4096)
    finally:
        os.close(file)
