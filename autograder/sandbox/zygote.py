"""A warm process that holds torch and nothing else, and forks a worker for each run of a submission.

Started with `python -I -m autograder.sandbox.zygote FD` before the judge loads anything secret. FD is a
socket to the judge: "start" comes with the worker's own end of a new connection, "stop" ends a worker
and all it started. When the judge goes away, so does everything here.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import socket
import sys
from typing import Any

import torch
import tqdm.auto  # noqa: F401  (the training loop's)

from autograder.sandbox import worker

MESSAGE_BYTES = 1 << 16


def main() -> None:
    """Serve one judge until it hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    warm_up()
    children: set[int] = set()
    try:
        control.send(b'{"ready": true}')
        while True:
            data, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, maxfds=1)
            if not data:
                return
            request = json.loads(data)
            if "start" in request:
                answer = {"pid": start(request["start"], descriptors[0], control)}
                children.add(answer["pid"])
            else:
                answer = stop(request["stop"])
                children.discard(request["stop"])
            control.send(json.dumps(answer).encode())
    finally:
        for pid in children:
            stop(pid)


def warm_up() -> None:
    """Load what torch imports only when it is first used, so that no worker pays for it."""
    torch.set_num_threads(1)
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.AdamW([weight], fused=True)
    torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=2)
    torch.nn.functional.cross_entropy(torch.zeros(1, 2), torch.zeros(1, dtype=torch.int64))
    torch.multinomial(torch.ones(2), 1)


def start(settings: dict[str, Any], descriptor: int, control: socket.socket) -> int:
    """Fork a worker that serves the connection `descriptor`; returns its process id."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        control.close()
        die_with(parent)
        os.setsid()
        limit_resources(settings)
        worker.serve(socket.socket(fileno=descriptor), settings["stage"], settings["package"])
    finally:
        os._exit(0)


def stop(pid: int) -> dict[str, Any]:
    """Kill a worker and its process group; returns how it ended, and its peak memory in bytes."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    try:
        _, status, usage = os.wait4(pid, 0)
    except ChildProcessError:
        return {"status": 0, "peak_bytes": 0}
    return {"status": os.waitstatus_to_exitcode(status), "peak_bytes": usage.ru_maxrss * 1024}


def die_with(parent: int) -> None:
    """Ask Linux to kill this process when its parent ends; elsewhere the end of the connection does it."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


def limit_resources(settings: dict[str, Any]) -> None:
    """CPU seconds, bytes of data beyond what is there already, size of files, open files, core dumps."""
    limits = {
        resource.RLIMIT_CPU: int(settings["cpu_seconds"]),
        resource.RLIMIT_FSIZE: 1 << 20,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_DATA] = data_bytes() + (settings["memory_megabytes"] << 20)
    for kind, value in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def data_bytes() -> int:
    """The size of this process's data segment now, in bytes (`VmData`; man 5 proc)."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    with contextlib.suppress(ConnectionError):  # the judge has gone
        main()
    os._exit(0)  # at once: tidying torch up would take a second
