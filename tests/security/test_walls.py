"""The walls around a worker: each attack succeeds where its walls are taken away, and what computing needs works."""

import errno
import os
import subprocess
import sys
import textwrap

import pytest
from support.attacks import ATTACKS, JUDGE, WIRE
from support.lab import LAB
from support.lazy import lazy
from support.targets import NotHere, evidence, targets

from autograder.grading.sandbox.client import Worker
from autograder.grading.sandbox.forkserver.client import WarmSandbox, let_workers_read
from autograder.grading.sandbox.requests import Call

isolation = lazy("autograder.grading.judge.isolation")
one_process = lazy("support.one_process")

pytestmark = pytest.mark.slow

MASK = LAB.package / "causal_mask.py", LAB.student_release / LAB.settings.package / "causal_mask.py"
GROUPS = (
    ("seccomp",),
    ("limits", "seccomp"),
    ("mounts", "landlock", "user", "privileges"),
    ("mounts", "landlock", "user", "privileges", "seccomp"),
)
"""Layers to take away, so that few sandboxes do for all attacks."""


def group_of(attack):
    return next(group for group in GROUPS if set(attack.held_by) <= set(group))


BY_LAYERS = {name: attack for name, attack in ATTACKS.items() if attack.needs_layers}
HELD_BY_LAYERS = sorted(BY_LAYERS, key=lambda name: GROUPS.index(group_of(BY_LAYERS[name])))
"""Those with the same group one after the other."""


@pytest.fixture(scope="module")
def without():
    """A function that returns a sandbox without some layers; the last one stays open."""
    opened = {}

    def make(group):
        if group not in opened:
            while opened:
                opened.popitem()[1].__exit__()
            opened[group] = WarmSandbox(group).__enter__()
        return opened[group]

    yield make
    while opened:
        opened.popitem()[1].__exit__()


@pytest.mark.parametrize("name", HELD_BY_LAYERS)
def test_an_attack_succeeds_where_its_layers_are_taken_away(without, name):
    attack = ATTACKS[name]
    with targets() as aims:
        try:
            assert evidence(without(group_of(attack)), attack, aims)
        except NotHere as reason:
            pytest.skip(str(reason))


@pytest.fixture(scope="module")
def grader():
    with one_process.OneProcess() as started:
        yield started


@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items() if attack.held_by == (JUDGE,)])
def test_an_attack_succeeds_where_tests_run_in_the_students_process(grader, name):
    if name == "recursion_bomb" and sys.version_info >= (3, 12):
        pytest.skip("this Python ends such a recursion itself")
    with targets(MASK) as aims:
        assert grader.evidence(ATTACKS[name], aims)


@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items() if attack.held_by == (WIRE,)])
def test_an_attack_on_the_wire_reaches_the_checks_at_its_end(sandbox, name):
    with targets() as aims:
        assert evidence(sandbox, ATTACKS[name], aims)


@pytest.mark.parametrize("layer", ["landlock", "seccomp", "mounts"])
def test_no_attempt_gets_through_where_one_layer_is_missing(layer):
    with WarmSandbox([layer]) as sandbox:
        if len(set(sandbox.active_layers()) & {"landlock", "seccomp", "mounts"}) < 2:
            pytest.skip("this machine has not the other layers")
        assert not isolation.what_gets_through(sandbox, LAB)


@pytest.fixture
def answer_of(sandbox, tmp_path):
    """A function that runs the function `answer` of a module in a worker, and returns what comes back."""
    workers = []

    def run(code):
        stage = sandbox.stages / tmp_path.name
        (stage / "tools").mkdir(parents=True)
        let_workers_read(stage)
        (stage / "tools" / "tried.py").write_text(textwrap.dedent(code))
        workers.append(Worker(sandbox, stage, "tools", 20, 512))
        return workers[-1].ask(Call("tried", "answer", [], {}), 20)

    yield run
    for worker in workers:
        worker.end()


CALL = """
import ctypes
def answer():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(NUMBER, 0, 0, 0), ctypes.get_errno()
"""


@pytest.mark.parametrize("number", [900, 462, 451], ids=["of no call", "mseal", "cachestat"])
def test_a_call_that_the_filter_does_not_know_is_refused_as_unknown(sandbox, answer_of, number):
    if "seccomp" not in sandbox.active_layers():
        pytest.skip("this machine has no seccomp")
    assert answer_of(CALL.replace("NUMBER", str(number))).value == (-1, errno.ENOSYS)


WORKS = {
    "a thread": """
    import threading
    def answer():
        found = []
        thread = threading.Thread(target=found.append, args=(1,))
        thread.start()
        thread.join()
        return found == [1]
    """,
    "a pool of threads": """
    from concurrent.futures import ThreadPoolExecutor
    def answer():
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(abs, [-1, 2])) == [1, 2]
    """,
    "a lock, an event and a queue": """
    import queue, threading
    def answer():
        waiting, happened = queue.Queue(), threading.Event()
        threading.Thread(target=lambda: (happened.wait(5), waiting.put(True))).start()
        happened.set()
        return waiting.get(timeout=5)
    """,
    "sleep and clocks": """
    import datetime, time
    def answer():
        before, cpu = time.monotonic(), (time.process_time(), time.thread_time())
        time.sleep(0.01)
        return time.monotonic() > before and datetime.datetime.now().year > 2000 and all(cpu)
    """,
    "local time and locale": """
    import locale, time
    def answer():
        return bool(time.localtime().tm_year) and bool(locale.getlocale()) and bool(time.strftime("%c"))
    """,
    "a terminal that is none": """
    import os, shutil, sys
    def answer():
        return not sys.stdout.isatty() and shutil.get_terminal_size().columns > 0 and not os.isatty(0)
    """,
    "one's own group of processes": """
    import os
    def answer():
        return os.getpgrp() == os.getpgid(0) > 0
    """,
    "numpy": """
    import numpy as np
    def answer():
        return bool(np.allclose(np.linalg.inv(np.eye(3)) @ np.random.default_rng(0).normal(size=(3, 3)).T, 0, atol=9))
    """,
    "torch with two threads": """
    import torch
    def answer():
        torch.set_num_threads(2)
        x = torch.randn(600, 600)
        return bool(torch.isfinite(x @ x).all())
    """,
    "matplotlib": """
    import io
    def answer():
        import matplotlib
        matplotlib.use("Agg")
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        picture = io.BytesIO()
        plt.savefig(picture)
        return len(picture.getvalue()) > 1000
    """,
    "chance and hashes": """
    import hashlib, random, secrets, uuid
    def answer():
        return all((random.random(), uuid.uuid4(), hashlib.sha256(secrets.token_bytes(3)).digest()))
    """,
    "an alarm": """
    import signal, time
    def answer():
        rung = []
        signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        time.sleep(0.1)
        return rung == [1]
    """,
}


@pytest.mark.parametrize("what", WORKS)
def test_what_computing_needs_works_in_a_worker(answer_of, what):
    answer = answer_of(WORKS[what])
    assert answer.value is True, answer.message


IN_A_NAMESPACE = """
import os, sys
from autograder.grading.sandbox.forkserver.server import started
from autograder.grading.sandbox.walls.processes import leave_the_others
from autograder.grading.sandbox.walls.system import adopt_orphans
adopt_orphans()
(report, reported), (go_on, going_on) = os.pipe(), os.pipe()
first = os.fork()
if not first:
    os.close(going_on)
    leave_the_others(reported, go_on)
    try:
        os.getpriority(os.PRIO_PROCESS, int(sys.argv[1]))
    except ProcessLookupError:
        os.write(reported, b"none in sight")
    os._exit(7)
os.close(reported)
worker = started(first, report, going_on)
print(worker.layers, worker.pid != first, os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1]))
"""


def test_a_worker_in_a_namespace_of_its_own_sees_nobody_and_is_the_fork_servers_child():
    arguments = [sys.executable, "-c", IN_A_NAMESPACE, str(os.getpid())]
    done = subprocess.run(arguments, capture_output=True, text=True)
    if "unshare" in done.stderr:
        pytest.skip("this machine gives users no namespaces")
    assert done.stdout == "('none', 'in', 'sight') True 7\n", done.stderr
