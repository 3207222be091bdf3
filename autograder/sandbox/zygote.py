"""A warm process that holds torch and nothing else, and forks a worker for each run of a submission.

Started with `python -I -m autograder.sandbox.zygote FD` before the judge loads anything secret. FD is a
socket to the judge: "start" comes with the worker's own end of a new connection, "stop" ends a worker
and all it started. When the judge goes away, so does everything here.
"""

import contextlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import torch
import tqdm.auto  # noqa: F401  (the training loop's)

from autograder.sandbox import worker
from autograder.sandbox.confine import confine

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
                answer = start(request["start"], descriptors[0], control)
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


def start(settings: dict[str, Any], descriptor: int, control: socket.socket) -> dict[str, Any]:
    """Fork a worker that serves the connection `descriptor`; returns its process id, and its active layers.

    The layers are told before any code of the submission is near.
    """
    report, told = os.pipe()
    pid = os.fork()
    if pid:
        os.close(descriptor)
        os.close(told)
        with open(report, encoding="utf-8") as pipe:
            return {"pid": pid, "layers": pipe.read().split()}
    try:
        control.close()
        os.setsid()
        silence(keep=(descriptor, told))
        layers = confine(Path(settings["stage"]), int(settings["cpu_seconds"]), settings["memory_megabytes"])
        os.write(told, " ".join(layers).encode())
        os.close(told)
        worker.serve(socket.socket(fileno=descriptor), settings["stage"], settings["package"])
    finally:
        os._exit(0)


def silence(keep: tuple[int, ...]) -> None:
    """Point standard input, output and error at nothing, and close every descriptor but those to keep."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    for descriptor in range(3, 1024):
        if descriptor not in keep:
            with contextlib.suppress(OSError):
                os.close(descriptor)


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


if __name__ == "__main__":
    with contextlib.suppress(ConnectionError):  # the judge has gone
        main()
    os._exit(0)  # at once: tidying torch up would take a second
