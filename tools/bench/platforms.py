"""Grades a few submissions on every platform, and prints a Markdown table of scores, times and memory.

    python tools/bench/platforms.py > docs/platforms.md

Needs Linux, root, debootstrap and a network the first time (see `tests/support/container.py`); takes ten minutes.
"""

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
from measure import BIN, tree_bytes
from tqdm import tqdm

from autograder.authoring.verification.samples import all_samples, hostile_samples
from autograder.lab import open_lab
from autograder.lib.zips import pack_zip

ROOT = Path(__file__).resolve().parents[2]
LAB = open_lab(ROOT / "assignment")
NAME = LAB.settings.package
SECONDS = 120
"""A grader that is not done by then hangs."""
SAMPLES = """
    tokenization/utf8_bytes causal_mask/sees_one_ahead attention/scaled_by_emb_dim transformer/post_norm
    trace_mlp/output_skips_relu attention/scaled_dot_product generation/by_gumbel transformer/sliced_positions
""".split()
HOSTILE = ("causal_mask/exits_at_import", "attention/patches_comparisons", "tokenization/reads_the_tests")
HEADER = """# The same submissions on every platform

Does a submission get the same points everywhere? Yes, except in stock otter.

Recorded on {date} by `tools/bench/platforms.py`, on two cores: points, seconds of wall-clock time, and the peak memory
of the process tree. Gradescope's zip runs in a container with half a CPU and 768 MB; nbgrader's submissions are graded
by one command.

| submission | command line | Gradescope zip | nbgrader | stock otter |
| --- | --- | --- | --- | --- |"""


def main() -> None:
    """Print the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = laid_out(folder / "trees")
        in_nbgrader, note = by_nbgrader(trees, folder / "course")
        in_gradescope = by_gradescope(list(trees.values()), folder / "gradescope.zip")
        otter = folder / "otter.zip"
        subprocess.run(
            [BIN / "autograder", "otter", "build", "--out", otter], check=True, capture_output=True, cwd=ROOT
        )
        print(HEADER.format(date=datetime.date.today()))
        for number, (name, tree) in enumerate(tqdm(trees.items(), file=sys.stderr)):
            cells = by_command(tree, folder), in_gradescope[number], in_nbgrader[name], by_otter(otter, tree)
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
        print(f"\nnbgrader: {note}")


def laid_out(folder: Path) -> dict[str, Path]:
    """The submissions as folders, by name."""
    samples = {sample.name: sample.submission for sample in [*all_samples(LAB), *hostile_samples(LAB)]}
    trees = {}
    for name in ("reference", "skeleton", *SAMPLES, *HOSTILE):
        trees[name] = folder / name.replace("/", "-")
        shutil.copytree(LAB.student_release if name == "skeleton" else LAB.solutions, trees[name])
        samples[name].write_to(trees[name], LAB.settings.package, LAB.settings.notebook)
    return trees


def measured(command: Sequence[Any], folder: Path, limit: float = SECONDS) -> tuple[float, int] | None:
    """Seconds and peak bytes of a command; None where it takes longer than `limit` seconds."""
    started, peak = time.monotonic(), 0
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    process = subprocess.Popen(
        list(map(str, command)), cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None:
        peak = max(peak, tree_bytes(process.pid))
        if time.monotonic() - started > limit:
            for child in [*psutil.Process(process.pid).children(recursive=True), process]:
                child.kill()
            process.wait()
            return None
        time.sleep(0.05)
    return time.monotonic() - started, peak


def cell(results: str, cost: tuple[float, int] | None) -> str:
    """Score, seconds and memory in a few words; `results` is the text of a results file."""
    if cost is None:
        return f"hangs: no results after {SECONDS} s"
    try:
        tests = json.loads(results)["tests"]
        score = sum(test.get("score") or 0 for test in tests)
    except (ValueError, KeyError):
        return f"no results, {cost[0]:.0f} s"
    return f"{score:g}, {cost[0]:.0f} s, {cost[1] >> 20} MiB"


def text_of(results: Path) -> str:
    """The text of a results file; empty where there is none."""
    return results.read_text(encoding="utf-8") if results.exists() else ""


def by_command(tree: Path, folder: Path) -> str:
    """What `autograder grade` gives and takes."""
    results = folder / "results.json"
    results.unlink(missing_ok=True)
    cost = measured([BIN / "autograder", "grade", tree, "--lab", LAB.root, "--results", results], folder)
    return cell(text_of(results), cost)


def by_gradescope(trees: Sequence[Path], archive: Path) -> list[str]:
    """What the container gives and takes for each submission."""
    subprocess.run(
        [BIN / "autograder", "gradescope", "build", "--out", archive], check=True, capture_output=True, cwd=ROOT
    )
    command = [sys.executable, "-m", "support.container", archive, *trees]
    done = subprocess.run(command, cwd=ROOT / "tests", check=True, stdout=subprocess.PIPE, text=True)
    graded = [json.loads(line) for line in done.stdout.splitlines()]
    return [cell(each["results"], (each["seconds"], each["peak_bytes"])) for each in graded]


def by_nbgrader(trees: dict[str, Path], course: Path) -> tuple[dict[str, str], str]:
    """Cells by submission, and what all of them took together."""
    subprocess.run(
        [BIN / "autograder", "nbgrader", "build", "--course", course], check=True, stdout=sys.stderr, cwd=ROOT
    )
    measured([BIN / "nbgrader", "generate_assignment", NAME], course)
    for name, tree in trees.items():
        shutil.copytree(tree, course / "submitted" / name.replace("/", "-") / NAME)
    cost = measured([BIN / "autograder", "nbgrader", "grade", "--lab", LAB.root], course, SECONDS * len(trees))
    measured([BIN / "nbgrader", "export", "--to", "grades.csv"], course)
    with open(course / "grades.csv", newline="", encoding="utf-8") as file:
        scores = {row["student_id"]: f"{float(row['score']):g}" for row in csv.DictReader(file)}
    note = f"{cost[0]:.0f} s for all {len(trees)}, {cost[1] >> 20} MiB" if cost else "hangs"
    return {name: scores[name.replace("/", "-")] for name in trees}, note


def by_otter(archive: Path, tree: Path) -> str:
    """What `otter run` gives and takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack_zip(tree, folder / "submission.zip")
        command = [BIN / "otter", "run", "--no-logo", "-a", archive, "-o", folder, folder / "submission.zip"]
        cost = measured(command, folder)
        return cell(text_of(folder / "results.json"), cost)


if __name__ == "__main__":
    main()
