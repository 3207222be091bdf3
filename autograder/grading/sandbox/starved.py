"""How long the machine kept a process waiting for a core: no limit may count that time."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
NANOSECONDS = 1e9


def waited_for_a_core(pid: int) -> float:
    """The seconds in which a process was ready to compute and others had the cores.

    That is the time on the run queue of its first thread, less what its other threads computed meanwhile: a process
    that is in its own way waits for nobody. Returns 0 where the system does not report it.

    Sources: Linux, Documentation/scheduler/sched-stats.rst, `/proc/PID/schedstat`; proc_pid_stat(5), fields 14 and 15.
    """
    try:
        computed, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (OSError, ValueError):
        return 0.0
    all_threads = (int(after_name[11]) + int(after_name[12])) / TICKS
    others = max(0.0, all_threads - int(computed) / NANOSECONDS)
    return max(0.0, int(waited) / NANOSECONDS - others)
