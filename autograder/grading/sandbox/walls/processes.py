"""A PID namespace, in which other processes have no number that a call could name (pid_namespaces(7)).

It is for a grader that is an ordinary user on a system without seccomp: there a worker has the grader's user, and could
change limits and priorities of its processes. It costs a second fork, which other graders need not pay.
"""

import os
from collections.abc import Collection

from . import calls
from .mounts import NEW_PIDS, enter_user_namespace


def are_hidden_by_nothing_else(without: Collection[str]) -> bool:
    """Whether this process has the user of others, and no filter of system calls."""
    return os.geteuid() != 0 and "mounts" not in without and ("seccomp" in without or not calls.is_here())


def leave_the_others(report: int, go_on: int) -> None:
    """Continue as the first process of a new namespace, and end the one that was; raises `OSError`.

    Its number outside is written to `report` as a line. It waits until nobody has the other end of `go_on` any more: by
    then the process that was has ended, and the new one has the fork server as its parent.
    """
    enter_user_namespace(NEW_PIDS)
    if pid := os.fork():
        os.write(report, f"{pid}\n".encode())
        os._exit(0)
    os.setsid()
    os.read(go_on, 1)
