"""Takes from a worker what a student's code never needs: files, sockets, other processes, root.

Each layer holds by itself, and each can be missing on a machine: `confine` says which are active. Sources:
landlock(7), seccomp(2), prctl(2), credentials(7).
"""

import ctypes
import errno
import os
import platform
import resource
import site
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .forkserver.client import NOBODY

try:
    import sandlock
except (ImportError, OSError):
    sandlock = None
try:
    import pyseccomp
except (ImportError, OSError, RuntimeError):  # the last two where the system has no libseccomp
    pyseccomp = None

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38

LIBRARIES = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/urandom", "/dev/random", "/dev/zero")
FORBIDDEN_CALLS = """
    socket connect bind listen accept accept4 sendmsg sendmmsg
    execve execveat fork vfork ptrace process_vm_readv process_vm_writev process_madvise kcmp
    kill tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_getfd pidfd_send_signal
    setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset setsid setpgid
    mount umount2 move_mount open_tree fsopen fsmount pivot_root chroot unshare setns
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register fanotify_init
    sched_setaffinity sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set
    flock inotify_init inotify_init1 inotify_add_watch
    keyctl add_key request_key open_by_handle_at name_to_handle_at memfd_create memfd_secret
    shmget shmat msgget msgsnd msgrcv semget semop mq_open
    init_module finit_module delete_module kexec_load reboot swapon swapoff sethostname settimeofday
""".split()
"""Refused with EPERM. The wire itself needs sendto(2), which stays open for sockets that are connected already."""
CLONE_THREAD = 0x00010000
LOCKS_AND_SIGNALS = (5, 6, 7, 8, 10, 15, 36, 37, 38, 1024, 1026)
"""Commands of fcntl(2) that are refused: locks, leases and notices of files, by which workers could talk."""


def confine(stage: Path, cpu_seconds: int, memory_megabytes: int, without: Sequence[str] = ()) -> list[str]:
    """Confine this process for good; returns the names of the layers that are active: of `LAYERS`, none `without`.

    `stage` is the one folder beyond interpreter and libraries that stays readable; nothing stays writable.
    """
    active = []
    for name, layer in LAYERS.items():
        if name in without:
            continue
        try:
            layer(stage, cpu_seconds, memory_megabytes)
            active.append(name)
        except (OSError, ValueError, AttributeError, RuntimeError):
            continue
    return active


def readable_folders(stage: Path) -> list[str]:
    """What a worker may read: interpreter, libraries, the staged submission."""
    folders = [*LIBRARIES, sys.prefix, sys.base_prefix, *site.getsitepackages(), str(stage)]
    return [folder for folder in dict.fromkeys(folders) if os.path.exists(folder)]


def _limits(stage: Path, cpu_seconds: int, memory_megabytes: int) -> None:
    """CPU seconds, bytes of data beyond what is there already, size of files, open files, core dumps."""
    limits = {
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 1 << 20,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_DATA] = _data_bytes() + (memory_megabytes << 20)
    for kind, value in limits.items():
        resource.setrlimit(kind, (value, value))


def _data_bytes() -> int:
    """The size of this process's data segment now, in bytes (`VmData`; proc_pid_status(5))."""
    with open("/proc/self/status", encoding="ascii") as status:
        (line,) = (line for line in status if line.startswith("VmData:"))
    return int(line.split()[1]) * 1024


def _user(stage: Path, *_: int) -> None:
    """Become nobody, where we are root and nobody can read interpreter, libraries and stage."""
    if os.getuid() != 0:
        raise OSError("not root: there is nothing to give up")
    needed = [path for path in (os.__file__, *site.getsitepackages(), str(stage)) if os.path.exists(path)]
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    readable = all(os.access(path, os.R_OK, effective_ids=True) for path in needed)
    os.seteuid(0)
    os.setegid(0)
    if not readable:
        raise OSError("nobody cannot read the interpreter")
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _privileges(*_: object) -> None:
    """No capabilities, no privileges by exec, no look into this process's memory, and death with the parent."""
    _drop_capabilities()
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_DUMPABLE, 0)
    die_with_parent()


def _landlock(stage: Path, *_: int) -> None:
    """Read interpreter, libraries and stage; write nothing; signal nobody; connect to nobody."""
    if sandlock is None:
        raise OSError("sandlock is not installed")
    sandlock.confine(sandlock.Sandbox(fs_readable=readable_folders(stage), fs_writable=["/dev/null"]))


def _seccomp(*_: object) -> None:
    """Refuse system calls that compute nothing: sockets, programs, processes, signals, locks, mounts."""
    if pyseccomp is None:
        raise OSError("pyseccomp or libseccomp is not installed")
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refused, unknown = pyseccomp.ERRNO(errno.EPERM), pyseccomp.ERRNO(errno.ENOSYS)
    for call in FORBIDDEN_CALLS:
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, call) >= 0:
            rules.add_rule(refused, call)
    rules.add_rule(refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0))  # a fork
    rules.add_rule(refused, "sendto", pyseccomp.Arg(4, pyseccomp.NE, 0))  # to an address
    rules.add_rule(refused, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))  # of another process
    for command in LOCKS_AND_SIGNALS:
        rules.add_rule(refused, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    rules.add_rule(unknown, "clone3")  # its flags lie in memory: the C library falls back to clone
    rules.add_rule(refused, "tgkill", pyseccomp.Arg(0, pyseccomp.NE, os.getpid()))
    rules.load()


LAYERS: dict[str, Callable[..., None]] = {
    "limits": _limits,
    "user": _user,
    "privileges": _privileges,
    "landlock": _landlock,
    "seccomp": _seccomp,
}
"""By name, in the order in which they have to be put on."""
ISOLATING = ("landlock", "seccomp", "limits")
"""Without these, `--require-isolation` refuses to grade."""


def what_is_missing(active: list[str]) -> dict[str, str]:
    """For each layer that is not active, why that may be, and what to do about it."""
    linux = platform.system() == "Linux"
    reasons = {
        "limits": "the system takes no resource limits",
        "user": "we are not root, or nobody cannot read the interpreter: install Python outside of /root",
        "privileges": "only Linux has them",
        "landlock": "pip install sandlock, on Linux 5.13 or later with Landlock enabled"
        if linux
        else "only Linux has it",
        "seccomp": "pip install pyseccomp, apt-get install libseccomp2" if linux else "only Linux has it",
    }
    return {name: reasons[name] for name in LAYERS if name not in active}


def what_isolation_lacks(active: list[str]) -> str:
    """What is missing to isolate student code, and what to do about it; empty where nothing is."""
    missing = what_is_missing(active)
    return "; ".join(f"{name}: {missing[name]}" for name in ISOLATING if name in missing)


def _drop_capabilities() -> None:
    """Give up all capabilities, which a root that stays root would keep (capset(2), version 3, twice 32 bits each)."""
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def die_with_parent() -> None:
    """Have the system kill this process when the one that forked it ends, where the system can (Linux)."""
    if platform.system() == "Linux":
        _prctl(PR_SET_PDEATHSIG, 9)
        if os.getppid() == 1:
            os._exit(0)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
