"""A file system with nothing in it but interpreter, libraries and stage (mount_namespaces(7), user_namespaces(7)).

This is the second wall for files. It needs root with the right to mount, or a system that lets users have namespaces of
their own; many containers allow neither.
"""

import ctypes
import os
from collections.abc import Iterable

from ..forkserver.client import SETTINGS
from .system import libc, system_call

NEW_MOUNTS, NEW_IPC, NEW_USER, NEW_PIDS, NEW_NET = 0x00020000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
READ_ONLY, NO_SUID, NO_DEV, NO_ATIME, ANY_ATIME = 1, 2, 4, 0x10, 0x70
BIND, RECURSIVE, PRIVATE = 4096, 16384, 1 << 18
DETACH = 2
AT_RECURSIVE = 0x8000
AT_CURRENT_FOLDER = -100
ROOT = "/proc"
"""Where the new root is built: a folder that every system has, and that a worker shall not see."""


class _Attributes(ctypes.Structure):
    """What mount_setattr(2) takes."""

    _fields_ = tuple((name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "user_namespace"))


def see_nothing_but(paths: Iterable[str]) -> None:
    """Leave the rest of the file system for good, and System V objects and the network; raises `OSError`.

    These paths keep their names, and become read-only.
    """
    _enter_namespaces()
    _mount("none", "/", None, RECURSIVE | PRIVATE)
    real = list(dict.fromkeys(path for given in paths for path in (given, os.path.realpath(given))))
    _mount("tmpfs", ROOT, "tmpfs", NO_SUID | NO_DEV, "size=64k,mode=755")
    for path in real:
        _bind(path)
    try:
        _make(READ_ONLY | NO_SUID | NO_ATIME, ANY_ATIME)  # reading leaves no time of access behind
    except PermissionError:  # in a user namespace, where the system's choice about these times holds
        _make(READ_ONLY | NO_SUID)
    for path in real:
        if os.path.isdir(settings := f"{ROOT}{path}/{SETTINGS}"):  # it must look writable (forkserver.client)
            _mount("tmpfs", settings, "tmpfs", NO_SUID | NO_DEV, "size=4k,nr_inodes=2,mode=777")
    os.chdir(ROOT)
    system_call("pivot_root", b".", b".")  # the old root now lies on top of the new one (pivot_root(2))
    libc("umount2", b".", DETACH)
    os.chdir("/")


def _enter_namespaces() -> None:
    """Namespaces of our own; as an ordinary user in a user namespace, in which we stay who we are."""
    try:
        libc("unshare", NEW_MOUNTS | NEW_IPC | NEW_NET)
    except PermissionError:
        enter_user_namespace(NEW_MOUNTS | NEW_IPC | NEW_NET)


def enter_user_namespace(others: int) -> None:
    """A user namespace in which we stay who we are, and `others` with it; raises `OSError`."""
    user, group = os.geteuid(), os.getegid()
    libc("unshare", NEW_USER | others)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def _bind(path: str) -> None:
    """Show a file or folder of the old root at the same place of the new one; a link becomes a link."""
    target = ROOT + path
    if os.path.lexists(target):
        return
    os.makedirs(os.path.dirname(target), mode=0o755, exist_ok=True)
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
        return
    if os.path.isdir(path):
        os.mkdir(target)
    else:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    _mount(path, target, None, BIND | RECURSIVE)


def _mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, options)]
    libc("mount", texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])


def _make(wanted: int, unwanted: int = 0) -> None:
    """Set and clear attributes of all mounts of the new root."""
    attributes = _Attributes(set=wanted, clear=unwanted)
    system_call(
        "mount_setattr", ctypes.c_int(AT_CURRENT_FOLDER), os.fsencode(ROOT), ctypes.c_uint(AT_RECURSIVE),
        ctypes.byref(attributes), ctypes.c_size_t(ctypes.sizeof(attributes)),
    )  # fmt: skip
