"""`make bench`: time and memory of one `autograder grade` beside stock `otter run`, in one run.

Ours grades the reference on all its questions, training included. Otter gets a submission with one
trivial torch test. Memory is the peak of the summed PSS of the whole process tree.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from autograder.config import SOLUTIONS

BIN = Path(sys.executable).parent
TRIVIAL_TEST = """OK_FORMAT = False
name = "q1"
points = 1
from otter.test_files import test_case

@test_case(name="adds", points=1)
def adds(two):
    assert two == 2
"""


@dataclass(frozen=True)
class Measurement:
    """Wall-clock seconds, and bytes of peak memory of the process tree."""

    seconds: float
    peak_bytes: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3, help="runs of each, taken in turn (default 3)")
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "autograder grade (the solution, 90 points)": ours(Path(folder)),
            "otter run (one trivial torch test)": otters(Path(folder)),
        }
        runs: dict[str, list[Measurement]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(measure(command, Path(folder)))
    table = Table("command", "seconds (median)", "peak memory, MB")
    for name, taken in runs.items():
        seconds = statistics.median(run.seconds for run in taken)
        table.add_row(name, f"{seconds:.1f}", f"{max(run.peak_bytes for run in taken) / 1e6:.0f}")
    ratio = statistics.median(a.seconds / b.seconds for a, b in zip(*runs.values(), strict=True))
    console = Console()
    console.print(table)
    console.print(f"ours / otter's time: {ratio:.2f}")


def ours(folder: Path) -> list[str]:
    return [str(BIN / "autograder"), "grade", str(SOLUTIONS), "--results", str(folder / "results.json")]


def otters(folder: Path) -> list[str]:
    """A stock otter zip and a submission, and the command that grades it."""
    submission = folder / "submission.py"
    submission.write_text("import torch\ntwo = int(torch.ones(2).sum())\n")
    config = {"show_stdout": False, "zips": False}
    with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps(config))
        archive.writestr("tests/q1.py", TRIVIAL_TEST)
        archive.writestr("files/.keep", "")
    return [
        str(BIN / "otter"), "run", "-a", str(folder / "autograder.zip"), "-o", str(folder), str(submission),
    ]  # fmt: skip


def measure(command: list[str], folder: Path) -> Measurement:
    """Run a command to its end, and watch the memory of it and all its children."""
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], tree_bytes(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    done.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"bench: {' '.join(command)} failed:\n{output}")
    return Measurement(time.monotonic() - started, peak[0])


def tree_bytes(pid: int) -> int:
    """The summed PSS of a process and its descendants: shared pages count once."""
    total = 0
    try:
        root = psutil.Process(pid)
        for process in [root, *root.children(recursive=True)]:
            total += process.memory_full_info().pss
    except psutil.Error:
        pass
    return total


if __name__ == "__main__":
    main()
