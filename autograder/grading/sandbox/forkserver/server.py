"""A process that holds torch and nothing else, and forks a worker for each run of a submission.

It is started before anything secret is loaded; its arguments are a descriptor and the layers of confinement to leave
out. The descriptor is a socket to its first master. `StartWorker` comes with the worker's own end of a new connection,
`Stop` ends a worker and everything that it started. `StartJudge` forks a trusted process of ours, which loads the
secrets into its own memory and becomes a master as well; torch is imported once for all of them. `AddMaster` comes with
the end of a connection to one more master, for a process that a judge forked. When a master goes, its children are
ended. When the first one goes, everything ends.
"""

import contextlib
import functools
import importlib
import os
import select
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import torch
import tqdm.auto  # for progress bars of a lab
from torch import nn

from autograder.grading.sandbox import worker
from autograder.grading.sandbox.confine import Terms, confine
from autograder.grading.sandbox.standins import host
from autograder.grading.sandbox.walls import processes
from autograder.grading.sandbox.walls.limits import most_tasks
from autograder.grading.sandbox.walls.system import adopt_orphans, die_with_parent, hide_memory

from . import lazy_dynamo
from .client import NOBODY
from .memory import share_memory
from .requests import (
    PACKET_BYTES,
    AddMaster,
    Done,
    Failed,
    Message,
    Started,
    StartHost,
    StartJudge,
    StartWorker,
    Stop,
    Stopped,
    decode,
    encode,
)

MOST_DESCRIPTORS = 3
MOST_ROUNDS = 1000
"""Of ending orphans, which may leave orphans of their own."""
HARNESS = ("cells", "elsewhere", "magics", "order", "parameters", "running")
"""Modules of the folder `checks` that are the same for every lab, and read none of its files."""
Masters = dict[socket.socket, set[int]]
"""The process ids of each master's children."""


def main() -> None:
    """Serve until the first master hangs up; then end what is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first master's to handle
    first = socket.socket(fileno=int(sys.argv[1]))
    masters: Masters = {first: set()}
    # The default is a lock of multiprocessing's, which from Python 3.14 on takes a process and a file in /dev/shm.
    tqdm.tqdm.set_lock(threading.RLock())
    adopt_orphans()
    most_tasks_of_workers()
    share_memory()
    first.send(encode(Done()))
    try:
        serve_one(first, masters)  # as a rule it wants a judge, which loads its tests while we warm up
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
        packet, descriptors, _, _ = socket.recv_fds(master, PACKET_BYTES, maxfds=MOST_DESCRIPTORS)
    except ConnectionError:
        packet, descriptors = b"", []
    if not packet:
        for pid in masters.pop(master):
            stop(pid)
        end_orphans(masters)
        master.close()
        return
    answer = answer_to(decode(packet), descriptors, masters, masters[master])
    with contextlib.suppress(ConnectionError):
        master.send(encode(answer))


def answer_to(request: Message, descriptors: list[int], masters: Masters, children: set[int]) -> Message:
    """Do what a master asks for; `children` are the process ids of its children."""
    match request:
        case StartWorker():
            started = start_worker(request, descriptors, masters)
        case StartHost():
            started = start_host(request, descriptors, masters)
        case StartJudge():
            started = start_judge(request.module, descriptors[0], masters)
        case Stop():
            children.discard(request.pid)
            stopped = stop(request.pid)
            end_orphans(masters)
            return stopped
        case AddMaster():
            masters[socket.socket(fileno=descriptors[0])] = set()
            return Done()
        case _:
            raise ValueError(f"the fork server does not know {request}")
    if isinstance(started, Started):
        children.add(started.pid)
    return started


@functools.cache
def most_tasks_of_workers() -> int:
    """The processes and threads that the workers' user may have (`walls.limits`), counted once."""
    return most_tasks(os.getuid() or NOBODY)


@functools.cache
def warm_up() -> None:
    """Load what torch imports only when it is first used, so that no worker pays for it."""
    torch.set_num_threads(1)
    lazy_dynamo.install()
    worker.restore_settings()
    rehearse()
    torch.multinomial(torch.ones(2), 1)
    load_harness()
    share_memory()


def load_harness() -> None:
    """Load what workers would load from their own folder `checks`, each of them anew."""
    for name in HARNESS:
        sys.modules[f"checks.{name}"] = importlib.import_module(f"autograder.checks.{name}")


def rehearse() -> None:
    """One step of learning by a model of torch's own layers: this loads their code, and sets up what they need."""
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


def start_worker(order: StartWorker, descriptors: list[int], masters: Masters) -> Started | Failed:
    """Fork a worker that serves the connection which is the first of these descriptors.

    It may print into the second one, and ask the host of stand-ins over the last one.
    """
    connection, *more = descriptors
    output = more.pop(0) if order.keep_output else None

    def serve() -> None:
        peer = socket.socket(fileno=more[0]) if order.has_host else None
        worker.serve(socket.socket(fileno=connection), order.stage, order.package, order.keep_output, peer)

    return start_confined(order, descriptors, output, masters, serve)


def start_host(order: StartHost, descriptors: list[int], masters: Masters) -> Started | Failed:
    """Fork a process for the reference, with connections to the judge and to a worker."""

    def serve() -> None:
        connection, peer = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        host.serve(connection, peer, order.stage)

    return start_confined(order, descriptors, None, masters, serve)


def start_confined(
    order: StartWorker | StartHost,
    descriptors: list[int],
    output: int | None,
    masters: Masters,
    serve: Callable[[], None],
) -> Started | Failed:
    """Fork a confined process that keeps these descriptors, prints into `output` or nowhere, and serves.

    It reports its layers before it does anything else.
    """
    warm_up()
    report, reported = os.pipe()
    go_on, going_on = os.pipe()
    try:
        pid = os.fork()
    except OSError as error:
        for descriptor in (*descriptors, report, reported, go_on, going_on):
            os.close(descriptor)
        return Failed(f"the system starts no more processes ({error.strerror})")
    if pid:
        for descriptor in (*descriptors, reported, go_on):
            os.close(descriptor)
        return started(pid, report, going_on)
    try:
        for master in masters:
            master.close()
        os.setsid()
        silence(*(each for each in descriptors if each != output), reported, go_on, output=output)
        terms = Terms(Path(order.stage), int(order.cpu_seconds), order.memory_megabytes, most_tasks_of_workers())
        without = sys.argv[2:]
        if processes.are_hidden_by_nothing_else(without):
            with contextlib.suppress(OSError):
                processes.leave_the_others(reported, go_on)
        layers = confine(terms, without)
        os.write(reported, " ".join(layers).encode())
        os.close(go_on)
        os.close(reported)
        serve()
    finally:
        os._exit(0)


def started(pid: int, report: int, going_on: int) -> Started:
    """What a confined process reports: its layers, and before them its number where it continues as another process."""
    with open(report, encoding="utf-8") as pipe:
        line = pipe.readline()
        if line.strip().isdecimal():
            os.waitpid(pid, 0)
            pid, line = int(line), ""
        os.close(going_on)
        return Started(pid, tuple((line or pipe.readline()).split()))


def start_judge(module: str, descriptor: int, masters: Masters) -> Started | Failed:
    """Fork a process of ours that runs `serve(connection, control)` of a module.

    The child is a fork: nothing it loads exists in this process, so no worker can inherit it.
    """
    control, its_control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        pid = os.fork()
    except OSError as error:
        os.close(descriptor)
        return Failed(f"the system starts no more processes ({error.strerror})")
    if pid:
        os.close(descriptor)
        its_control.close()
        masters[control] = set()
        return Started(pid)
    try:
        for master in (control, *masters):
            master.close()
        os.setsid()
        die_with_parent()
        hide_memory()
        importlib.import_module(module).serve(socket.socket(fileno=descriptor), its_control)
    except BaseException:
        traceback.print_exc()  # the caller reads no more than that the judge has ended
    finally:
        os._exit(0)


def silence(*keep: int, output: int | None) -> None:
    """Take standard input away, send output to a descriptor or nowhere, and close all descriptors but those to keep."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(output if output is not None and descriptor else nothing, descriptor)
    for descriptor in range(3, 1024):
        if descriptor not in keep:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def stop(pid: int) -> Stopped:
    """Kill a worker and its process group."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    try:
        _, status, usage = os.wait4(pid, 0)
    except ChildProcessError:
        return Stopped(0, 0)
    return Stopped(os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024)


def end_orphans(masters: Masters) -> None:
    """End what ended workers have left behind: processes that nobody asked for, and that are children of ours now."""
    known = set().union(*masters.values())
    for _ in range(MOST_ROUNDS):
        strangers = children_of_ours() - known
        if not strangers:
            return
        for pid in strangers:
            stop(pid)


def children_of_ours() -> set[int]:
    """The process ids of this process's children, as far as the system reports them (proc_pid_task(5))."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
        return {int(pid) for pid in file.read().split()}
    return set()


def run() -> None:
    """Serve, and leave at once: tidying torch up would take a second."""
    with contextlib.suppress(ConnectionError):  # the first master has gone
        main()
    os._exit(0)
