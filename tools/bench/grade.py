"""`make bench`: one grade compared with stock `otter run`, and with the same tests without isolation, in one run.

Ours grades the solution on all its questions, training included. Otter gets a submission with one trivial torch
test. Memory is the peak of the summed PSS of the whole process tree, in MiB of 2**20 bytes.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from measure import BIN, peak_bytes, time_of
from rich.console import Console
from rich.table import Table

from autograder.grading.judge.pool import JudgePool
from autograder.grading.submission.read import read_submission
from autograder.lab import open_lab

ROOT = Path(__file__).resolve().parents[2]
LAB = open_lab(ROOT / "assignment")
TRIVIAL_TEST = """OK_FORMAT = False
name = "q1"
points = 1
from otter.test_files import test_case

@test_case(name="adds", points=1)
def adds(two):
    assert two == 2
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="runs of each, taken in turn (default 5)")
    rounds = options.parse_args().rounds
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        print_cold(rounds, Path(folder), console)
    print_warm(rounds, console)


def print_cold(rounds: int, folder: Path, console: Console) -> None:
    """Whole commands, from the start of the process to its end."""
    commands = {
        "autograder grade: the solution, all 90 points": ours(folder),
        "otter run: one trivial torch test": otters(folder),
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seconds[name].append(time_of(command, folder))
    table = Table("command", "seconds (median)", "peak memory, MiB")
    for name, command in commands.items():
        table.add_row(name, f"{statistics.median(seconds[name]):.2f}", f"{peak_bytes(command, folder) / 2**20:.0f}")
    console.print(table)
    console.print(f"ours / otter's time: {median_ratio(*seconds.values()):.2f} (aim 0.5, never above 1)\n")


def print_warm(rounds: int, console: Console) -> None:
    """The judge with its sandbox, and the same calls in one process, each having graded once already."""
    submission = read_submission(LAB.solutions, LAB.settings)
    seconds: dict[str, list[float]] = {"sandbox": [], "one process": []}
    with JudgePool(LAB, overlap=True) as pool, Floor() as floor:
        pool.grade(submission)
        for _ in range(rounds):
            started = time.monotonic()
            pool.grade(submission)
            seconds["sandbox"].append(time.monotonic() - started)
            seconds["one process"].append(floor.seconds())
    table = Table("all tests of the solution, warm", "seconds (median)")
    for name, taken in seconds.items():
        table.add_row(name, f"{statistics.median(taken):.2f}")
    console.print(table)
    console.print(f"sandbox / one process: {median_ratio(*seconds.values()):.2f} (aim at most 1.15)")


def median_ratio(ours: list[float], theirs: list[float]) -> float:
    """The median over rounds: what disturbs one round disturbs both of its runs."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


class Floor:
    """A process that runs all tests on the solution in itself (`floor.py`); use it in a `with` statement."""

    def __enter__(self) -> "Floor":
        script = Path(__file__).with_name("floor.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def seconds(self) -> float:
        """Run the tests once; returns how long that took."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def __exit__(self, *exception: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def ours(folder: Path) -> list[str]:
    """The command that grades the solution."""
    return [str(BIN / "autograder"), "grade", str(LAB.solutions), "--results", str(folder / "results.json")]


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


if __name__ == "__main__":
    main()
