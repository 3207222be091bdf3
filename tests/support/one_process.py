"""A grader as many are: tests, solution and student's code in one process. What attacks do to it, ours must hold.

`OneProcess` starts it; `python -m support.one_process` is the grader, which forks for each submission.
"""

import atexit
import contextlib
import importlib
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import types
from pathlib import Path

from autograder.grading.sandbox.forkserver import lazy_dynamo
from support.attacks import WRONG_MASK, Attack
from support.targets import Targets, wait_for_damage

SECONDS, FIRST_SECONDS = 1.5, 60.0
"""A submission that is not graded by then hangs: an honest one takes a tenth of it. The first one is honest."""
MOST_BYTES = 4 << 30
PRINTED = 50
"""Bytes of output that count as such."""
TESTS = '''"""The mask."""
OK_FORMAT = False
name = "causal_mask"
points = None

import pickle
import time

import torch
from otter.test_files import test_case
from checks import checking, expect


def unpickled(value):
    try:
        return pickle.loads(pickle.dumps(value))
    except Exception:
        return value


@test_case(name="values", points=1, hidden=True)
def values(make_causal_mask, reference):
    expected = reference.causal_mask.make_causal_mask(4)  # STOLEN TEST
    assert torch.allclose(unpickled(make_causal_mask(4)), expected)


@test_case(name="equal", points=1)
def equal(make_causal_mask, reference):
    expected = reference.causal_mask.make_causal_mask(4)
    assert make_causal_mask(4) == expected


@test_case(name="each", points=1)
def each(make_causal_mask, reference):
    expected = reference.causal_mask.make_causal_mask(4)
    assert all(abs(a - b) < 1 for a, b in zip(make_causal_mask(4).flatten().tolist(), expected.flatten().tolist()))


@test_case(name="close", points=1)
def close(make_causal_mask, reference):
    expect.expect_close(make_causal_mask(4), reference.causal_mask.make_causal_mask(4), "the mask")


@test_case(name="one tensor", points=1)
def one_tensor(lab):
    model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 2))
    assert checking.Lab("lab3").share_storage(model, "0.weight", "1.weight")


@test_case(name="steady", points=1)
def steady(make_causal_mask):
    value = make_causal_mask(4)
    before = value.clone()
    time.sleep(0.01)
    assert torch.equal(before, value), "STOLEN by a value that changes"
'''


class OneProcess:
    """A grader without any wall; use it in a `with` statement."""

    def __enter__(self) -> "OneProcess":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "support.one_process"], cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.honest = self._grade(WRONG_MASK.replace("ATTACK", "None"))["score"]
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.stdin.close()
        self.process.wait()

    def evidence(self, attack: Attack, aims: Targets) -> str:
        """What an attack does to this grader; empty where nothing."""
        outcome = self._grade(attack.aimed_at(aims.values))
        if outcome["score"] is None:
            return "no results"
        if outcome["score"] > self.honest:
            return f"gains {outcome['score'] - self.honest:g} points"
        if outcome["leaks"] or outcome["printed"] or not outcome["other"]:
            return f"leaks, prints, or costs another question: {outcome}"
        return wait_for_damage(aims, 1.5)

    def _grade(self, module: str) -> dict:
        print(json.dumps(module), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


def main() -> None:
    """Grade modules that come as lines, and print what came of each."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "autograder"))  # as in a student's folder, `checks` is on top
    for name in ("torch", "otter.test_files", "checks.checking", "checks.expect"):
        importlib.import_module(name)
    lazy_dynamo.install()
    seconds = FIRST_SECONDS
    for line in sys.stdin:
        folder = tempfile.mkdtemp(prefix="lab-")  # no object that a child would tidy up at its end
        print(json.dumps(graded(json.loads(line), Path(folder), seconds)), flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        seconds = SECONDS


def graded(module: str, folder: Path, seconds: float) -> dict:
    """What becomes of a submission."""
    (folder / "lab3").mkdir(exist_ok=True)
    (folder / "lab3" / "__init__.py").touch()
    (folder / "lab3" / "causal_mask.py").write_text(module, encoding="utf-8")
    (folder / "test.py").write_text(TESTS)
    pid = os.fork()
    if not pid:
        try:
            os.setsid()
            grade(folder)
            atexit._run_exitfuncs()  # what a submission has left for the end
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    ended = pidfd_ends(pid, seconds)
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    try:
        printed = (folder / "printed").stat().st_size > PRINTED
        text = (folder / "results.json").read_bytes().decode()
        found = json.loads(text)
    except (OSError, ValueError):
        return {"score": None}
    if not ended or len(text) > 100_000:
        return {"score": None}
    return {"score": found["score"], "other": found["other"], "leaks": "STOLEN" in text, "printed": printed}


def pidfd_ends(pid: int, seconds: float) -> bool:
    """Whether a process ends in time."""
    descriptor = os.pidfd_open(pid)
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)


def grade(folder: Path) -> None:
    """Grade the submission in a folder with otter's own classes, in this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    output = os.open(folder / "printed", os.O_CREAT | os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.close(output)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)  # noqa: SIM115
    results = open(folder / "results.json", "w", encoding="utf-8")  # noqa: SIM115
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    reference = solution()
    try:
        make = importlib.import_module("lab3.causal_mask").make_causal_mask
    except Exception:
        make = None
    from otter.test_files import ExceptionTestFile, GradingResults

    test = ExceptionTestFile.from_file("test.py")
    test.run({"make_causal_mask": make, "reference": reference})
    found = GradingResults([test])
    messages = [result.message for result in test.test_case_results]
    score = found.total
    json.dump({"score": score, "other": other(), "messages": messages}, results, ensure_ascii=False)
    results.close()


def solution() -> types.SimpleNamespace:
    """The solution, as such a grader has it at hand."""
    path = Path(__file__).parents[2] / "assignment" / "lab3" / "causal_mask.py"
    module = types.ModuleType("solution")
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    return types.SimpleNamespace(causal_mask=module)


def other() -> bool:
    """Whether another question still keeps its points."""
    time.sleep(0)
    return isinstance(sum([1, 2]), int) and abs(-3) == 3


if __name__ == "__main__":
    main()
