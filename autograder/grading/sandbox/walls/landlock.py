"""Landlock: a process gives up files, TCP and signals for good, without privileges (landlock(7)).

Each version of the interface (the ABI) can take away more: 1 (Linux 5.13) files, 2 and 3 moving and truncating them,
4 TCP, 5 ioctl on devices, 6 (Linux 6.12) signals and abstract sockets to processes outside. What a system does not know
is left to the other walls.
"""

import ctypes
import os
from collections.abc import Iterable

from .system import system_call

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = (1 << bit for bit in range(4))
FILES_BY_VERSION = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights on files there are from each version on; they are the lowest bits."""
TCP, SCOPES = 0b11, 0b11
"""Binding and connecting; abstract sockets and signals."""
TCP_SINCE, SCOPES_SINCE = 4, 6
ASK_VERSION, RULE_OF_PATH = 1, 1


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of the system's interface; raises `OSError` where there is none."""
    return system_call("landlock_create_ruleset", None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))


def read_only(paths: Iterable[str], at_most: int) -> None:
    """From now on read and list these paths, write nothing, and reach nobody; raises `OSError`.

    `at_most` is the highest version to use, to see what an older system does. The process must have given up gaining
    privileges (`PR_SET_NO_NEW_PRIVS`) or be root.
    """
    known = min(version(), at_most)
    files = (1 << max(count for since, count in FILES_BY_VERSION.items() if since <= known)) - 1
    rules = _Ruleset(files, TCP if known >= TCP_SINCE else 0, SCOPES if known >= SCOPES_SINCE else 0)
    size = 8 * (1 + (known >= TCP_SINCE) + (known >= SCOPES_SINCE))
    ruleset = system_call("landlock_create_ruleset", ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path in paths:
            _allow(ruleset, path)
        system_call("landlock_restrict_self", ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str) -> None:
    """Allow reading of a file, or of a folder and all below it."""
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathRule(READ_FILE | (READ_DIR if os.path.isdir(path) else 0), descriptor)
        arguments = ctypes.c_int(ruleset), ctypes.c_int(RULE_OF_PATH), ctypes.byref(rule), ctypes.c_uint32(0)
        system_call("landlock_add_rule", *arguments)
    finally:
        os.close(descriptor)
