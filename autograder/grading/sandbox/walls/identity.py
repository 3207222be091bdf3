"""Who a worker is: a user of its own, without capabilities, and closed to others (credentials(7), prctl(2))."""

import ctypes
import os
from collections.abc import Iterable

from ..forkserver.client import NOBODY
from .system import PR_SET_NO_NEW_PRIVS, die_with_parent, hide_memory, libc, prctl

CAPABILITY_VERSION = 0x20080522
"""Of capset(2): version 3, with two sets of 32 bits each."""
FIRST_USER = 1 << 30
"""A worker's user is this number and its process id: nobody has such a number, and no two workers have the same."""


def become_another_user(needed: Iterable[str]) -> None:
    """Become a user of its own in the group of nobody, where we are root and nobody can read all that is `needed`.

    Users are told apart so that no worker can touch another one, nor leave keys to it: the kernel asks for the user.
    """
    if os.getuid() != 0:
        raise OSError("not root: there is nothing to give up")
    existing = [path for path in needed if os.path.exists(path)]
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    readable = all(os.access(path, os.R_OK, effective_ids=True) for path in existing)
    os.seteuid(0)
    os.setegid(0)
    if not readable:
        raise OSError("nobody cannot read the interpreter")
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    try:
        own = FIRST_USER + os.getpid()
        os.setresuid(own, own, own)
    except OSError:  # a container that knows few users
        os.setresuid(NOBODY, NOBODY, NOBODY)


def give_up_privileges() -> None:
    """No capabilities, no privileges by exec, no look into this process's memory, and death with the parent."""
    if os.getuid() == 0:
        os.setresgid(NOBODY, 0, 0)  # for access(2), which asks for the real user and group
        os.setresuid(FIRST_USER + os.getpid(), 0, 0)  # the system counts the threads of every real user but root
    header, nothing = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    libc("capset", header, nothing)  # a root that stays root would keep them
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    hide_memory()
    die_with_parent()
