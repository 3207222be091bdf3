"""System calls that Python has no function for."""

import ctypes
import os
import platform
from typing import Any

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
NUMBERS = {
    "landlock_create_ruleset": 444, "landlock_add_rule": 445, "landlock_restrict_self": 446, "mount_setattr": 442,
    "pivot_root": {"x86_64": 155, "aarch64": 41}.get(platform.machine(), -1),
}  # fmt: skip
"""Calls without a function in the C library. Numbers from 424 on are the same on all machines."""
LIBC = ctypes.CDLL(None, use_errno=True)


def libc(name: str, *args: Any) -> int:
    """Call a function of the C library; raises `OSError` where it fails."""
    return _checked(name, getattr(LIBC, name)(*args))


def system_call(name: str, *args: Any) -> int:
    """Make a system call by its number; raises `OSError` where it fails."""
    return _checked(name, LIBC.syscall(ctypes.c_long(NUMBERS[name]), *args))


def prctl(option: int, value: int) -> None:
    """Change an attribute of this process (prctl(2))."""
    libc("prctl", option, ctypes.c_ulong(value), 0, 0, 0)


def die_with_parent() -> None:
    """Have the system kill this process when the one that forked it ends, where the system can (Linux)."""
    if platform.system() == "Linux":
        prctl(PR_SET_PDEATHSIG, 9)
        if os.getppid() == 1:
            os._exit(0)


def hide_memory() -> None:
    """Keep other processes of the same user out of this one's memory, where the system can (Linux)."""
    if platform.system() == "Linux":
        prctl(PR_SET_DUMPABLE, 0)


def adopt_orphans() -> None:
    """Become the parent of all descendants whose own parent has ended, where the system can (Linux)."""
    if platform.system() == "Linux":
        prctl(PR_SET_CHILD_SUBREAPER, 1)


def _checked(name: str, result: int) -> int:
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result
