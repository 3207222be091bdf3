"""Takes from a worker what a student's code never needs: files, sockets, other processes, root.

Each layer is a wall of its own, and each can be missing on a machine: `confine` says which are active.
"""

import os
import platform
import site
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .walls import calls, identity, landlock, limits, mounts

LIBRARIES = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime")
DEVICES = ("/dev/null", "/dev/urandom", "/dev/random", "/dev/zero")
NEWEST_LANDLOCK = 99


@dataclass(frozen=True)
class Terms:
    """What a worker gets: the folder of its submission, seconds of CPU, megabytes of memory, and how many `tasks`
    (processes and threads) its user may have. `landlock` is the highest version of that interface to use.
    """

    stage: Path
    cpu_seconds: int
    memory_megabytes: int
    tasks: int
    landlock: int = NEWEST_LANDLOCK

    @property
    def readable(self) -> list[str]:
        """What it may read: interpreter, libraries, the staged submission."""
        folders = [*LIBRARIES, *DEVICES, sys.prefix, sys.base_prefix, *packages(), str(self.stage)]
        return [folder for folder in dict.fromkeys(folders) if os.path.exists(folder)]


def packages() -> list[str]:
    """The folders of packages, with the one that torch lies in, such as that of `pip install --user`.

    It is torch alone where that folder has another name, and may hold anything: the lab, for one.
    """
    import torch  # the fork server has it; who only asks for the names of layers does not want it

    package = Path(torch.__file__).parent
    return [*site.getsitepackages(), str(package.parent if package.parent.name.endswith("-packages") else package)]


def confine(terms: Terms, without: Sequence[str] = ()) -> list[str]:
    """Confine this process for good; returns the names of the layers that are active: of `LAYERS`, none `without`.

    An entry such as "landlock>3" of `without` leaves out what is newer than that version of Landlock's interface.
    """
    for entry in without:
        if entry.startswith("landlock>"):
            terms = replace(terms, landlock=int(entry.removeprefix("landlock>")))
    active = []
    for name, layer in LAYERS.items():
        if name in without:
            continue
        try:
            layer(terms)
            active.append(name)
        except (OSError, ValueError, AttributeError, RuntimeError):
            continue
    return active


def _limits(terms: Terms) -> None:
    """CPU seconds, bytes of data beyond what is there already, size of files, open files, threads, core dumps."""
    limits.limit_resources(terms.cpu_seconds, terms.memory_megabytes, terms.tasks)


def _mounts(terms: Terms) -> None:
    """See no files but interpreter, libraries and stage, no network, and no objects of others."""
    mounts.see_nothing_but(terms.readable)


def _user(terms: Terms) -> None:
    """Become a user of its own, where we are root and others can read interpreter, libraries and stage."""
    identity.become_another_user([os.__file__, *packages(), str(terms.stage)])


def _privileges(_: Terms) -> None:
    """No capabilities, no privileges by exec, no look into this process's memory, and death with the parent."""
    identity.give_up_privileges()


def _landlock(terms: Terms) -> None:
    """Read interpreter, libraries and stage; write nothing; signal nobody; connect to nobody."""
    landlock.read_only(terms.readable, terms.landlock)


def _seccomp(_: Terms) -> None:
    """Allow the system calls that computing needs, and refuse all others."""
    calls.filter_calls()


LAYERS: dict[str, Callable[[Terms], None]] = {
    "limits": _limits,
    "mounts": _mounts,
    "user": _user,
    "privileges": _privileges,
    "landlock": _landlock,
    "seccomp": _seccomp,
}
"""By name, in the order in which they have to be put on."""


def what_is_missing(active: Sequence[str]) -> dict[str, str]:
    """For each layer that is not active, why that may be, and what to do about it."""
    linux = platform.system() == "Linux"
    reasons = {
        "limits": "the system takes no resource limits",
        "mounts": "we are not allowed to mount, and users may not have namespaces of their own",
        "user": "we are not root, or nobody cannot read the interpreter: install Python outside of /root",
        "privileges": "only Linux has them",
        "landlock": "it needs Linux 5.13 or later with Landlock enabled",
        "seccomp": "pip install pyseccomp, apt-get install libseccomp2",
    }
    if not linux:
        reasons |= dict.fromkeys(("mounts", "landlock", "seccomp"), "only Linux has it")
    return {name: reasons[name] for name in LAYERS if name not in active}
