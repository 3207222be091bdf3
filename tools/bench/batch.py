"""`make bench-batch`: a batch of ours compared with `nbgrader autograde`, in one run.

Ours grades simulated classes on all questions, training included. nbgrader gets notebooks with one trivial torch test.
Memory is the peak of the summed PSS of the whole process tree, in MiB of 2**20 bytes, for a class without those who try
to fill it.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nbformat
from measure import BIN, peak_bytes, time_of
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from rich.table import Table

from autograder.authoring.simulation.made_up_class import Student, simulate, write_class
from autograder.lab import open_lab

ROOT = Path(__file__).resolve().parents[2]
LAB = open_lab(ROOT / "assignment")
NBGRADER_SUBMISSIONS = 8
MEMORY_JOBS = (1, 2, 4)
LARGE = 200
"""A class of this size or more is graded with two jobs only: one would take too long."""
TEST = "import torch\nassert int(torch.ones(2).sum()) == 2"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], help="submissions (default 1 10 100)")
    sizes = options.parse_args().sizes
    os.environ["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])  # nbgrader calls alembic, and kernels Python
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        console.print(f"load before: {load()}")
        print_times(sizes, folder, console)
        print_memory(folder, console)
        console.print(f"load after: {load()}")


def print_times(sizes: list[int], folder: Path, console: Console) -> None:
    """Submissions per minute, from the start of each command to its end."""
    table = Table("command", "submissions", "seconds", "per minute", "times nbgrader's")
    seconds = time_of(nbgraders(folder / "course"), folder / "course")
    theirs = 60 * NBGRADER_SUBMISSIONS / seconds
    cells = f"{NBGRADER_SUBMISSIONS}", f"{seconds:.1f}", f"{theirs:.0f}"
    table.add_row("nbgrader autograde", *cells)
    for size in sizes:
        rates = []
        class_ = written(simulate(LAB, size), folder / f"class-{size}")
        for jobs in (1, 2) if size < LARGE else (2,):
            seconds = time_of(ours(class_, folder, jobs), folder)
            rates.append(60 * size / seconds)
            cells = f"{size}", f"{seconds:.1f}", f"{rates[-1]:.0f}", f"{rates[-1] / theirs:.1f}"
            table.add_row(f"autograder batch --jobs {jobs}", *cells)
        if len(rates) == 2:
            console.print(f"{size} submissions: two jobs are {rates[1] / rates[0]:.2f} times as fast as one (aim 1.8)")
    console.print(table)


def print_memory(folder: Path, console: Console) -> None:
    """What more jobs cost, in runs of their own."""
    table = Table("jobs", "peak memory, MiB")
    peaceful = [student for student in simulate(LAB, 20) if student.kind != "hostile"]
    class_ = written(peaceful, folder / "class-memory")
    for jobs in MEMORY_JOBS:
        table.add_row(f"{jobs}", f"{peak_bytes(ours(class_, folder, jobs), folder) / 2**20:.0f}")
    console.print(table)


def written(students: list[Student], folder: Path) -> Path:
    """The folder with the work of simulated students."""
    write_class(LAB, students, folder)
    return folder / "submissions"


def ours(submissions: Path, folder: Path, jobs: int) -> list[str]:
    """The command that grades a class, with no results from before."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    return [
        str(BIN / "autograder"), "batch", str(submissions), "--lab", str(LAB.root), "--out", str(folder / "out"),
        "--jobs", str(jobs),
    ]  # fmt: skip


def nbgraders(course: Path) -> list[str]:
    """A course with trivial notebooks handed in, and the command that grades them."""
    metadata = {"grade": True, "solution": False, "locked": True, "grade_id": "adds", "points": 1,
                "schema_version": 3, "task": False, "cell_type": "code"}  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=[new_code_cell(TEST, metadata={"nbgrader": metadata})], metadata=kernel)
    (course / "source" / "ps1").mkdir(parents=True)
    nbformat.write(notebook, course / "source" / "ps1" / "trivial.ipynb")
    (course / "nbgrader_config.py").touch()
    program = str(BIN / "nbgrader")
    subprocess.run([program, "generate_assignment", "ps1"], cwd=course, check=True, capture_output=True)
    for number in range(NBGRADER_SUBMISSIONS):
        shutil.copytree(course / "release" / "ps1", course / "submitted" / f"student_{number}" / "ps1")
    return [program, "autograde", "ps1"]


def load() -> str:
    """The load averages of the last 1, 5 and 15 minutes, on how many cores."""
    return f"{', '.join(f'{value:.1f}' for value in os.getloadavg())} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
