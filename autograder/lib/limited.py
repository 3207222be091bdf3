"""Runs a function of ours on hostile bytes in a process of its own, with limits of time and memory.

A parser may take minutes, gigabytes or a crash for a few hundred kilobytes of text. This costs the child, and the
caller gets an exception. It is no sandbox: the function is ours, and only its argument is not.
"""

import contextlib
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from autograder.lib.errors import LimitExceeded

SECONDS = 5
"""Of CPU time."""
PATIENCE = 6
"""How many times as long the child may take on a busy machine."""
MEGABYTES = 512
"""Of 2**20 bytes, beyond what this process has."""
MOST_BYTES = 64 << 20
"""Of a result."""
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def limited(function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
    """What a function returns, or raises, in a child process; raises `LimitExceeded` where the child does not end well.

    Result and exception are pickled: the child runs nothing but our code.
    """
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError as error:
        os.close(reading)
        os.close(writing)
        raise LimitExceeded(f"the system starts no more processes ({error.strerror})") from None
    if not pid:
        _be_the_child(writing, function, args, kwargs)
    os.close(writing)
    try:
        succeeded, value = pickle.loads(_answer_of(pid, reading))
    except (EOFError, pickle.UnpicklingError):
        raise LimitExceeded(f"it takes more than {SECONDS} seconds or {MEGABYTES} MB") from None
    finally:
        os.close(reading)
        with contextlib.suppress(ChildProcessError):  # where nobody waits for children
            os.waitpid(pid, 0)
    if not succeeded:
        raise value
    result: Result = value
    return result


def _be_the_child(writing: int, function: Callable[..., Any], args: Any, kwargs: Any) -> None:
    """Call the function within the limits, write what comes of it, and end."""
    try:
        _limit_resources()
        try:
            answer = pickle.dumps((True, function(*args, **kwargs)))
        except MemoryError:
            os._exit(1)
        except Exception as error:
            answer = pickle.dumps((False, error.with_traceback(None)))
        if len(answer) <= MOST_BYTES:
            with open(writing, "wb") as pipe:
                pipe.write(answer)
    finally:
        os._exit(0)


def _limit_resources() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's to handle
    limits = {resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_CORE: 0}
    with contextlib.suppress(OSError):  # only Linux has it
        limits[resource.RLIMIT_AS] = _address_space() + (MEGABYTES << 20)
    for kind, value in limits.items():
        _, most = resource.getrlimit(kind)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (value, value))


def _address_space() -> int:
    """The bytes of address space of this process (proc_pid_statm(5))."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _answer_of(pid: int, reading: int) -> bytes:
    """Everything that the child writes until it ends; one that is not done in time is killed."""
    deadline = time.monotonic() + SECONDS * PATIENCE
    answer = bytearray()
    while select.select([reading], [], [], max(0, deadline - time.monotonic()))[0]:
        chunk = os.read(reading, 1 << 20)
        if not chunk:
            return bytes(answer)
        answer += chunk
    os.kill(pid, signal.SIGKILL)
    return b""
