"""Proves that what is handed out runs by itself: the starter code fails its tests, and the solutions pass them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from autograder.lab import Lab

PASSED, FAILED = 0, 1
"""Exit codes of `python -m checks`."""
SECONDS = 600
SHOWN = 3
"""How many failed tests of the solutions are named."""
TRACEBACK = "Traceback (most recent call last)"


def problems_of_running(lab: Lab) -> list[str]:
    """What goes wrong where a student runs the released trees of a lab, a sentence each."""
    checks = [_imports, _starter_code, _solutions] if any(_tests(lab)) else [_imports]
    with ThreadPoolExecutor(len(checks)) as pool:
        return [problem for problems in pool.map(lambda check: check(lab), checks) for problem in problems]


def _tests(lab: Lab) -> list[Path]:
    return list((lab.student_release / "tests").glob("*.py"))


def _imports(lab: Lab) -> list[str]:
    """Import every module of the starter code."""
    package = lab.settings.package
    names = [path.stem for path in sorted((lab.student_release / package).glob("*.py")) if path.stem != "__main__"]
    code = "\n".join(["import importlib", *(f"importlib.import_module('{package}.{name}')" for name in names)])
    with tempfile.TemporaryDirectory(prefix="starter-") as folder:
        shutil.copytree(lab.student_release, folder, dirs_exist_ok=True)
        done = _run(["-c", code], Path(folder))
    if done.returncode == 0:
        return []
    return [f"the starter code cannot be imported: {_last_line(done.stderr)}"]


def _starter_code(lab: Lab) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="starter-") as folder:
        shutil.copytree(lab.student_release, folder, dirs_exist_ok=True)
        done = _run(["-m", "checks"], Path(folder))
    if done.returncode == PASSED:
        return ["the starter code passes all public tests: they should fail until something is written"]
    return _crash(done, "the starter code", FAILED)


def _solutions(lab: Lab) -> list[str]:
    package, notebook = lab.settings.package, lab.solution_notebook
    with tempfile.TemporaryDirectory(prefix="solutions-") as folder:
        shutil.copytree(lab.student_release, folder, dirs_exist_ok=True)
        shutil.copytree(lab.solutions / package, Path(folder) / package, dirs_exist_ok=True)
        if notebook.exists():
            shutil.copyfile(notebook, Path(folder) / notebook.name)
        done = _run(["-m", "checks"], Path(folder))
    if done.returncode == FAILED:
        lines = [line.strip() for line in done.stdout.splitlines()]
        failed = [f"{line}: {below}" for line, below in pairwise(lines) if line.startswith("✗")]
        return [f"the solutions fail public tests in the students' folder: {', '.join(failed[:SHOWN])}"]
    return _crash(done, "the solutions", PASSED)


def _crash(done: subprocess.CompletedProcess[str], what: str, wanted: int) -> list[str]:
    """Whether `python -m checks` ended in another way than it should have."""
    if done.returncode == wanted and TRACEBACK not in done.stderr:
        return []
    reason = _last_line(done.stderr) or f"it ended with exit code {done.returncode}"
    return [f"`python -m checks` does not run on {what}: {reason}"]


def _run(arguments: Sequence[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run Python in a folder, as a student would who has nothing else."""
    hidden = ("PYTHONPATH", "PYTHONSAFEPATH", "PYTHONIOENCODING")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-B", *arguments]
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, "", f"it takes more than {SECONDS} seconds")


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
