"""The system calls that a worker may make (seccomp(2)): what computing needs, and nothing else.

Whatever is not listed here is refused as unknown, as on a system that does not have it; so are calls that are newer
than this list, and those of other interfaces than the machine's own (32 bits, x32). The C library then does without.
Arguments are compared as far as the filter sees them: numbers, and not what pointers point to.
"""

import errno
import os
from dataclasses import dataclass

try:
    import pyseccomp
except (ImportError, OSError, RuntimeError):  # the last two where the system has no libseccomp
    pyseccomp = None

ALLOWED = {
    "talk to the judge, print, read open files":
        "read readv pread64 write writev recvfrom poll ppoll select pselect6 lseek close close_range dup dup2 dup3",
    "find and read modules":
        "stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents64 getcwd chdir",
    "memory": "brk munmap mprotect",
    "threads of this process":
        "set_tid_address set_robust_list rseq sched_yield sched_getaffinity getcpu membarrier gettid exit exit_group "
        "restart_syscall",
    "signals within this process":
        "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait sigaltstack setitimer getitimer alarm",
    "the time, and waiting":
        "nanosleep gettimeofday time times",
    "who one is, and chance":
        "getpid getppid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp uname getrlimit getrandom "
        "getsockname getpeername getsockopt arch_prctl",
}  # fmt: skip
"""By purpose."""

REFUSED = """
    socket socketpair connect bind listen accept accept4 sendmsg sendmmsg recvmsg execve execveat fork vfork ptrace
    kill tkill mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat creat
    truncate ftruncate mknod mknodat chmod fchmod fchmodat chown fchown lchown fchownat utime utimes utimensat
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr pipe pipe2 setuid setgid
""".split()
"""What people try in good faith: refused as not permitted, which is easier to understand than as unknown."""

PRIVATE_FUTEX, CLOCK_OF_FUTEX = 128, 256
WAIT, WAIT_WITH_BITS = 0, 9
CLOCKS, MOST_CLOCKS = ("clock_gettime", "clock_getres", "clock_nanosleep"), 0xF
"""Clocks with a number up to this are the system's and one's own; others tell the CPU time of any process
(clock_getcpuclockid(3)), and workers could signal by it."""
CLONE_THREAD = 0x00010000
NEW_NAMESPACES = 0x00020000 | 0x7E000000
"""All kinds of namespaces that clone(2) makes."""
MAP_KIND, MAP_PRIVATE, MAP_LOCKED, MAP_HUGE = 0x0F, 0x02, 0x2000, 0x40000
ADVICE = (4, 8, 14, 15, 16)
"""Advice about memory of one's own (madvise(2)): not needed, free, huge pages or none, no part of a core dump.
None that reads files ahead or drops them from memory."""
QUESTIONS_ABOUT_TERMINALS = (0x5401, 0x5413, 0x802C542A)
"""Requests of ioctl(2): TCGETS, TIOCGWINSZ, TCGETS2, by which Python finds out whether a file is a terminal."""
COPIES_AND_FLAGS = (0, 1, 2, 3, 1030)
"""Commands of fcntl(2): copy a descriptor, read or set whether a program inherits it, read how it was opened."""
NAMES_AND_LABELS = (15, 16, 23, 0x53564D41)
"""Options of prctl(2): a thread's name, which capabilities there are, labels of memory."""
O_PATH, O_TMPFILE_BIT, O_ASYNC = os.O_PATH, os.O_TMPFILE & ~os.O_DIRECTORY, 0x2000
CHANGES = (os.O_CREAT, os.O_TRUNC, os.O_APPEND, O_TMPFILE_BIT, O_ASYNC, O_PATH)


def is_here() -> bool:
    """Whether this machine has what a filter takes."""
    return pyseccomp is not None


@dataclass(frozen=True)
class Test:
    """What holds for argument number `place`: its bits under `mask` are `value`; all of it where `mask` is 0."""

    place: int
    value: int
    mask: int = 0


def filter_calls() -> None:
    """Confine this process to the allowed calls for good; raises `OSError` where that cannot be done."""
    if pyseccomp is None:
        raise OSError("pyseccomp or libseccomp is not installed")
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    for calls in ALLOWED.values():
        for call in calls.split():
            _add(rules, pyseccomp.ALLOW, call)
    for call in REFUSED:
        _add(rules, pyseccomp.ERRNO(errno.EPERM), call)
    for call, tests in allowed_arguments():
        _add(rules, pyseccomp.ALLOW, call, *tests)
    for call, code, tests in _refused_arguments():
        _add(rules, pyseccomp.ERRNO(code), call, *tests)
    rules.load()


def allowed_arguments() -> list[tuple[str, tuple[Test, ...]]]:
    """Calls that are allowed with some arguments: what the tests of any one entry ask for."""
    changing = os.O_ACCMODE | sum(CHANGES)
    return [
        ("open", (Test(1, 0, changing),)),
        ("openat", (Test(2, 0, changing),)),
        ("sendto", (Test(4, 0),)),  # to the other end of a connection, and to no address
        ("mmap", (Test(3, MAP_PRIVATE, MAP_KIND | MAP_LOCKED | MAP_HUGE),)),
        ("mremap", (Test(3, 0, ~0b11 & 0xFFFFFFFF),)),
        *(("madvise", (Test(2, advice),)) for advice in ADVICE),
        ("clone", (Test(0, CLONE_THREAD, CLONE_THREAD | NEW_NAMESPACES),)),
        ("futex", (Test(1, PRIVATE_FUTEX, PRIVATE_FUTEX),)),
        ("tgkill", (Test(0, os.getpid()),)),
        ("prlimit64", (Test(0, 0),)),
        ("getpgid", (Test(0, 0),)),  # by which getpgrp(2) is asked where there is no such call, as on arm64
        *((call, (Test(0, 0, ~MOST_CLOCKS & 0xFFFFFFFF),)) for call in CLOCKS),
        *(("ioctl", (Test(1, request),)) for request in QUESTIONS_ABOUT_TERMINALS),
        *(("fcntl", (Test(1, command),)) for command in COPIES_AND_FLAGS),
        *(("prctl", (Test(0, option),)) for option in NAMES_AND_LABELS),
    ]


def _refused_arguments() -> list[tuple[str, int, tuple[Test, ...]]]:
    """Calls that are refused in another way than as unknown, which their callers would not understand.

    A wait on a futex that other processes could share is answered as if the number had changed already: the C
    library waits like this for the end of a thread, and looks again.
    """
    shared = [WAIT, WAIT_WITH_BITS, WAIT_WITH_BITS | CLOCK_OF_FUTEX]
    writes = [(os.O_ACCMODE, os.O_WRONLY), (os.O_ACCMODE, os.O_RDWR), *((flag, flag) for flag in CHANGES)]
    return [
        *(("futex", errno.EAGAIN, (Test(1, operation),)) for operation in shared),
        *(("open", errno.EPERM, (Test(1, value, mask),)) for mask, value in writes),
        *(("openat", errno.EPERM, (Test(2, value, mask),)) for mask, value in writes),
        ("clone", errno.EPERM, (Test(0, 0, CLONE_THREAD),)),
        ("mmap", errno.EPERM, (Test(3, 1, MAP_KIND),)),
        ("mmap", errno.EPERM, (Test(3, 3, MAP_KIND),)),
    ]


def _add(rules: "pyseccomp.SyscallFilter", action: int, call: str, *tests: Test) -> None:
    """Add a rule, unless this machine has no such call."""
    if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, call) < 0:
        return
    rules.add_rule(action, call, *(_argument(test) for test in tests))


def _argument(test: Test) -> "pyseccomp.Arg":
    if test.mask:
        return pyseccomp.Arg(test.place, pyseccomp.MASKED_EQ, test.mask, test.value)
    return pyseccomp.Arg(test.place, pyseccomp.EQ, test.value)
