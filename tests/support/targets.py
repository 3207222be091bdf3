"""What attacks aim at: files, processes, sockets and objects, which are made for them and show what was done to them.

`evidence` runs an attack in a worker, and says whether it succeeded.
"""

import ast
import contextlib
import ctypes
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.grading.sandbox.client import Answer, Worker, WorkerLost
from autograder.grading.sandbox.forkserver.client import Sandbox, let_workers_read
from autograder.grading.sandbox.requests import Call
from autograder.grading.sandbox.wire import WireTimeout
from support.attacks import CHANNEL, NOWHERE, WIRE, Attack

MEGABYTES = 256
SECONDS = 10
CREATE = 0o1000
"""IPC_CREAT, of shmget(2) and its like."""
REMOVE = 0
NETLINK_USER = 2
OTHER_VALUES = "another answer than that of honest code"
LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass
class Targets:
    """What is there to be attacked; `values` is what an attack gets to know."""

    folder: Path
    values: dict[str, Any]
    victim: "subprocess.Popen[bytes]"

    def __post_init__(self) -> None:
        self.before = self.state()

    def state(self) -> dict[str, Any]:
        """All that attacks could change."""
        outside = Path(self.values["file"])
        facts, folder = outside.stat(), Path(self.values["folder"])
        attributes = {name: os.getxattr(outside, name) for name in os.listxattr(outside)}
        return {
            "a file outside": (outside.read_text(), facts.st_mode, facts.st_uid, facts.st_mtime_ns, attributes),
            "the folder for results": (folder.stat().st_mode, sorted(os.listdir(folder))),
            "another process": self.victim.poll(),
        }

    def damage(self) -> str:
        """What has changed since the beginning; empty where nothing has."""
        now = self.state()
        return ", ".join(name for name, value in self.before.items() if now[name] != value)


@contextlib.contextmanager
def targets(solution: tuple[Path, Path] | None = None) -> Iterator[Targets]:
    """Targets, which are removed afterwards. `solution`: a module of the solution, and the starter code's."""
    with contextlib.ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="lab-targets-", dir="/var/tmp"))
        stack.callback(remove, folder)
        folder.chmod(0o755)
        values = NOWHERE | files_in(folder) | {"signal": 0, "bytes": 4 * MEGABYTES << 20, "huge": huge_pages()}
        values["port"] = stack.enter_context(listening(socket.AF_INET, ("127.0.0.1", 0))).getsockname()[1]
        name = f"lab-{random.randrange(1 << 31)}"
        stack.enter_context(listening(socket.AF_UNIX, f"\0{name}"))
        stack.enter_context(listening(socket.AF_UNIX, f"{values['folder']}/socket"))
        os.chmod(f"{values['folder']}/socket", 0o777)
        link = stack.enter_context(socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_USER))
        link.bind((0, 0))
        values |= {"socket": name, "netlink": link.getsockname()[0], "solution": code_of(solution)}
        values |= stack.enter_context(objects(name))
        victim = subprocess.Popen(
            [f"STOLEN-{name}", "600"], executable=shutil.which("sleep"), env={"STOLEN": "from the environment"}
        )
        stack.callback(victim.wait)
        stack.callback(victim.kill)
        yield Targets(folder, values | {"pid": victim.pid}, victim)


def remove(folder: Path) -> None:
    """Remove a folder, although a process that an attack has left may still be writing into it."""
    for _ in range(2):
        shutil.rmtree(folder, ignore_errors=True)


def files_in(folder: Path) -> dict[str, str]:
    """A secret file, a folder for results, and a lab, whose modes would let everybody do everything."""
    outside, results, lab = folder / "secret", folder / "results", folder / "lab"
    outside.write_text("STOLEN secret")
    outside.chmod(0o666)
    with contextlib.suppress(OSError):  # not every file system has attributes
        os.setxattr(outside, "user.lab", b"ours")
    results.mkdir()
    results.chmod(0o777)
    for name in ("questions/one.py", "lab3/one.py", "mistakes/one/one.py"):
        (lab / name).parent.mkdir(parents=True)
        (lab / name).write_text("OK_FORMAT = False\nassert value == 'SECRET'")
    return {"file": str(outside), "folder": str(results), "lab": str(lab)}


@contextlib.contextmanager
def listening(family: int, address: Any) -> Iterator[socket.socket]:
    """A socket that waits for connections."""
    with socket.socket(family) as server:
        server.bind(address)
        server.listen()
        yield server


@contextlib.contextmanager
def objects(name: str) -> Iterator[dict[str, Any]]:
    """System V's and POSIX's shared memory, semaphores and queues, which everybody may use."""
    key, before = random.randrange(1, 1 << 31), os.umask(0)
    memory, semaphores, queue = (
        LIBC.shmget(key, 4096, CREATE | 0o666),
        LIBC.semget(key, 1, CREATE | 0o666),
        LIBC.msgget(key, CREATE | 0o666),
    )
    descriptor = LIBC.mq_open(f"/{name}".encode(), os.O_CREAT | os.O_RDWR, 0o666, None)
    shared = Path("/dev/shm", name)
    shared.write_text("STOLEN memory")
    shared.chmod(0o666)
    os.umask(before)
    try:
        yield {"shared": key, "semaphores": key, "queue": key, "shm": name, "mq": name}
    finally:
        LIBC.shmctl(memory, REMOVE, None)
        LIBC.semctl(semaphores, 0, REMOVE)
        LIBC.msgctl(queue, REMOVE, None)
        LIBC.mq_unlink(f"/{name}".encode())
        os.close(descriptor) if descriptor >= 0 else None
        shared.unlink()


def huge_pages() -> int:
    """How many huge pages the system has set aside."""
    try:
        return int(Path("/proc/sys/vm/nr_hugepages").read_text())
    except OSError:
        return 0


def code_of(modules: tuple[Path, Path] | None) -> list[list[str]]:
    """The names in each function that the solution has, and the starter code has not: a function's own name first."""
    if modules is None:
        return []
    ours, theirs = ({tuple(names) for names in functions_in(path)} for path in modules)
    return [list(names) for names in sorted(ours - theirs) if len(names) > 4]


def functions_in(path: Path) -> Iterator[list[str]]:
    """The names in each function of a module, as its code object has them."""
    waiting = [compile(ast.parse(path.read_text(encoding="utf-8")), "", "exec")]
    while waiting:
        code = waiting.pop()
        waiting += [constant for constant in code.co_consts if isinstance(constant, type(code))]
        yield [code.co_name, *code.co_names, *code.co_varnames]


class NotHere(Exception):
    """The system cannot show whether an attack succeeds, and why."""


def evidence(sandbox: Sandbox, attack: Attack, aims: Targets) -> str:
    """How an attack in a worker shows that it has succeeded; empty where it does not. Raises `NotHere`.

    What one worker may leave to another is tried by two, one after the other.
    """
    found = run_in_worker(sandbox, attack, aims)
    return found or (run_in_worker(sandbox, attack, aims) if attack.gives == CHANNEL else "")


def run_in_worker(sandbox: Sandbox, attack: Attack, aims: Targets, package: str = "lab3") -> str:
    """What the attack says or does in one worker."""
    with tempfile.TemporaryDirectory(prefix="lab-", dir=sandbox.stages) as name:
        stage = Path(name)
        let_workers_read(stage)
        (stage / package).mkdir()
        (stage / package / "__init__.py").touch()
        (stage / package / "causal_mask.py").write_text(attack.aimed_at(aims.values))
        worker = Worker(sandbox, stage, package, 10, MEGABYTES)
        try:
            for _ in range(2):  # what has been patched shows in the second answer
                answer = worker.ask(Call("causal_mask", "make_causal_mask", [4], {}), SECONDS)
                if WIRE not in attack.held_by or not is_honest(answer):
                    break
        except (WorkerLost, WireTimeout) as error:
            answer = Answer(None, (type(error).__name__,), str(error), "")
        finally:
            worker.end()
    if "NOT HERE" in answer.message:
        raise NotHere(answer.message)
    if "STOLEN" in answer.message:
        return answer.message
    if WIRE in attack.held_by and not is_honest(answer):
        return OTHER_VALUES
    return aims.damage()


def is_honest(answer: Answer) -> bool:
    """Whether an answer is the one of honest code that is wrong."""
    import torch

    value = answer.value
    return isinstance(value, torch.Tensor) and value.shape == (4, 4) and not value.is_meta and bool((value == 7).all())


def wait_for_damage(aims: Targets, seconds: float) -> str:
    """What has changed, as soon as something has."""
    until = time.monotonic() + seconds
    while not aims.damage() and time.monotonic() < until:
        time.sleep(0.02)
    return aims.damage()
