"""A warm process that holds torch and nothing else, and forks a worker for each run of a submission.

Started with `python -I -m autograder.sandbox.zygote FD [LAYER_TO_LEAVE_OUT ...]` before anything secret is loaded. FD
is a socket to its first master: "start" comes with the worker's own end of a new connection, "stop" ends a worker and
all it started. "judge" forks a process of ours, trusted, that loads the secrets in its own memory and becomes a master
as well; torch is imported once for all of them. "master" comes with the end of a connection to one more master, for a
process that a judge forked. What a master leaves behind ends with it, and everything here ends with the first one.
"""

import contextlib
import functools
import importlib
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import torch
import tqdm.auto  # noqa: F401  (the training loop's)
from torch import nn

from autograder.sandbox import lazy_dynamo, worker
from autograder.sandbox.confine import confine, die_with_parent
from autograder.sandbox.sharing import share_memory

MESSAGE_BYTES = 1 << 16
Masters = dict[socket.socket, set[int]]
"""The process ids of each master's children."""


def main() -> None:
    """Serve until the first master hangs up; then end what is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first master's to handle
    first = socket.socket(fileno=int(sys.argv[1]))
    masters: Masters = {first: set()}
    share_memory()
    first.send(b'{"ready": true}')
    try:
        serve_one(first, masters)  # as a rule it wants a judge, that loads its tests while we warm up
        warm_up()
        while first in masters:
            for master in select.select(list(masters), [], [])[0]:
                serve_one(master, masters)
    finally:
        for pid in set().union(*masters.values()):
            stop(pid)


def serve_one(master: socket.socket, masters: Masters) -> None:
    """Do one thing that a master asks for; end its children where it has gone."""
    try:
        data, descriptors, _, _ = socket.recv_fds(master, MESSAGE_BYTES, maxfds=1)
        request = json.loads(data) if data else {}
    except ConnectionError:
        request = {}
    if not request:
        for pid in masters.pop(master):
            stop(pid)
        master.close()
        return
    children = masters[master]
    if "stop" in request:
        children.discard(request["stop"])
        answer = stop(request["stop"])
    elif "master" in request:
        masters[socket.socket(fileno=descriptors[0])] = set()
        answer = {}
    else:
        start = start_worker if "start" in request else start_judge
        answer = start(*request.values(), descriptors[0], masters)
        children.add(answer["pid"])
    with contextlib.suppress(ConnectionError):
        master.send(json.dumps(answer).encode())


@functools.cache
def warm_up() -> None:
    """Load what torch imports only when it is first used, so that no worker pays for it."""
    torch.set_num_threads(1)
    lazy_dynamo.install()
    rehearse()
    torch.multinomial(torch.ones(2), 1)
    share_memory()


def rehearse() -> None:
    """A step of training on a model of torch's own layers: their code is loaded, and what they set up is there."""
    layers = nn.Embedding(32, 32), nn.LayerNorm(32), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 32, bias=False)
    model = nn.Sequential(*layers)
    optimizer = torch.optim.AdamW(model.parameters(), fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=2)
    ids = torch.zeros(4, 8, dtype=torch.int64)
    x = model(ids)
    weights = torch.softmax(x @ x.transpose(-2, -1), dim=-1)
    nn.functional.cross_entropy((weights @ x).flatten(0, 1), ids.flatten()).backward()
    optimizer.step()
    schedule.step()
    model.to("meta")(ids.to("meta"))  # imports sympy, and how shapes are found without numbers


def start_worker(settings: dict[str, Any], descriptor: int, masters: Masters) -> dict[str, Any]:
    """Fork a worker that serves the connection `descriptor`; returns its process id, and its active layers.

    The layers are told before any code of the submission is near.
    """
    warm_up()
    report, told = os.pipe()
    pid = os.fork()
    if pid:
        os.close(descriptor)
        os.close(told)
        with open(report, encoding="utf-8") as pipe:
            return {"pid": pid, "layers": pipe.read().split()}
    try:
        for master in masters:
            master.close()
        os.setsid()
        silence(keep=(descriptor, told))
        without = sys.argv[2:]
        layers = confine(Path(settings["stage"]), int(settings["cpu_seconds"]), settings["memory_megabytes"], without)
        os.write(told, " ".join(layers).encode())
        os.close(told)
        worker.serve(socket.socket(fileno=descriptor), settings["stage"], settings["package"])
    finally:
        os._exit(0)


def start_judge(module: str, descriptor: int, masters: Masters) -> dict[str, Any]:
    """Fork a process of ours that runs `serve(connection, control)` of a module; returns its process id.

    It is a copy of this process, and this one is none of it: what it loads is not here when workers are forked.
    """
    control, its_control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid:
        os.close(descriptor)
        its_control.close()
        masters[control] = set()
        return {"pid": pid}
    try:
        for master in (control, *masters):
            master.close()
        os.setsid()
        die_with_parent()
        importlib.import_module(module).serve(socket.socket(fileno=descriptor), its_control)
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
