"""Grades a few submissions on every platform, and prints a Markdown table of scores, times and memory.

    python bench/platforms.py > docs/platforms.md

Needs Linux, root, debootstrap and a network the first time (see `tests/container.py`); takes ten minutes.
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
from pathlib import Path

import psutil
from tqdm import tqdm

from autograder.config import NOTEBOOK, ROOT, SOLUTIONS, STUDENT_RELEASE, load_config
from autograder.platforms import gradescope, otter_zip
from autograder.release.archive import pack_zip
from autograder.release.samples import Sample, all_samples
from bench import tree_bytes

sys.path.insert(0, str(ROOT / "tests"))
from attacks.catalogue import ATTACKS
from container import Container

CONFIG = load_config()
BIN = Path(sys.executable).parent
SECONDS = 120
"""A grader that is not done by then hangs."""
SAMPLES = """
    tokenization/utf8_bytes causal_mask/sees_one_ahead attention/scaled_by_emb_dim transformer/post_norm
    trace_mlp/output_skips_relu attention/scaled_dot_product generation/by_gumbel transformer/sliced_positions
""".split()
HOSTILE = ("patch_otter_cases", "exit_at_import", "deaf_loop")
HEADER = """# The same submissions on every platform

Recorded on {date} by `bench/platforms.py`, on two cores: points, seconds of wall-clock time, and the peak memory of the
process tree. Gradescope's zip runs in a container with half a CPU and 768 MB; nbgrader's submissions are graded by one
command.

| submission | command line | Gradescope zip | nbgrader | stock otter |
| --- | --- | --- | --- | --- |"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = {name: lay_out(name, folder / "trees" / name.replace("/", "-")) for name in names()}
        in_nbgrader, note = by_nbgrader(trees, folder / "course")
        container = containers(folder)
        otter = folder / "otter.zip"
        otter_zip.build(CONFIG, otter)
        print(HEADER.format(date=datetime.date.today()))
        for name, tree in tqdm(trees.items(), file=sys.stderr):
            cells = by_command(tree, folder), by_gradescope(container, tree), in_nbgrader[name], by_otter(otter, tree)
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
        print(f"\nnbgrader: {note}")


def names() -> list[str]:
    return ["reference", "skeleton", *SAMPLES, *HOSTILE]


def lay_out(name: str, tree: Path) -> Path:
    """A submission as a folder."""
    shutil.copytree(STUDENT_RELEASE if name == "skeleton" else SOLUTIONS, tree)
    samples: dict[str, Sample] = {sample.name: sample for sample in all_samples(CONFIG)}
    if name in HOSTILE:
        (tree / "lab3" / "causal_mask.py").write_text(ATTACKS[name].module)
    elif name in SAMPLES:
        for path, data in samples[name].submission.files.items():
            (tree / "lab3" / path).write_bytes(data)
        (tree / NOTEBOOK).write_bytes(samples[name].submission.notebook)
    return tree


def measured(command: list, folder: Path, limit: float = SECONDS) -> tuple[float, int] | None:
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


def cell(results: Path, cost: tuple[float, int] | None) -> str:
    """Score, seconds and memory in a few words."""
    if cost is None:
        return f"hangs: no results after {SECONDS} s"
    try:
        tests = json.loads(results.read_text())["tests"]
        score = sum(test.get("score") or 0 for test in tests)
    except (OSError, ValueError):
        return f"no results, {cost[0]:.0f} s"
    return f"{score:g}, {cost[0]:.0f} s, {cost[1] >> 20} MiB"


def by_command(tree: Path, folder: Path) -> str:
    results = folder / "results.json"
    return cell(results, measured([BIN / "autograder", "grade", tree, "--results", results], folder))


def containers(folder: Path) -> Container:
    place = folder / "container"
    place.mkdir()
    container = Container(place)
    gradescope.build(CONFIG, folder / "gradescope.zip")
    container.unpack(folder / "gradescope.zip")
    container.run("bash /autograder/source/setup.sh")
    return container


def by_gradescope(container: Container, tree: Path) -> str:
    submission, results = (container.path(f"/autograder/{name}") for name in ("submission", "results/results.json"))
    shutil.rmtree(submission, ignore_errors=True)
    results.unlink(missing_ok=True)
    shutil.copytree(tree, submission)
    done = container.run("/autograder/run_autograder", megabytes=768, cpus=0.5)
    return cell(results, (done.seconds, done.peak_bytes))


def by_nbgrader(trees: dict[str, Path], course: Path) -> tuple[dict[str, str], str]:
    """Cells by submission, and what all of them took together."""
    subprocess.run([BIN / "autograder", "nbgrader", "build", "--course", course], check=True, stdout=sys.stderr)
    measured([BIN / "nbgrader", "generate_assignment", "lab3"], course)
    for name, tree in trees.items():
        shutil.copytree(tree, course / "submitted" / name.replace("/", "-") / "lab3")
    cost = measured([BIN / "autograder", "nbgrader", "grade"], course, SECONDS * len(trees))
    measured([BIN / "nbgrader", "export", "--to", "grades.csv"], course)
    with open(course / "grades.csv", newline="", encoding="utf-8") as file:
        scores = {row["student_id"]: f"{float(row['score']):g}" for row in csv.DictReader(file)}
    note = f"{cost[0]:.0f} s for all {len(trees)}, {cost[1] >> 20} MiB" if cost else "hangs"
    return {name: scores[name.replace("/", "-")] for name in trees}, note


def by_otter(archive: Path, tree: Path) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack_zip(tree, folder / "submission.zip")
        command = [BIN / "otter", "run", "--no-logo", "-a", archive, "-o", folder, folder / "submission.zip"]
        return cell(folder / "results.json", measured(command, folder))


if __name__ == "__main__":
    main()
