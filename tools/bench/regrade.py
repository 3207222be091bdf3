"""What a changed hidden case costs: a class graded again where one question has changed, compared with a full batch.

The change costs nobody points, as when a case asks for one more thing that right solutions do. Both batches grade the
same simulated class with the same changed lab; the second one has no results from before, and has to give the same.
"""

import argparse
import ast
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.authoring.simulation.made_up_class import simulate, write_class
from autograder.grading.diagnosis.changed_lab import solution_plans
from autograder.grading.diagnosis.stored import stamp
from autograder.lab import Lab, open_lab

ROOT = Path(__file__).resolve().parents[2]
AIM = 0.2


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=40, help="submissions (default 40)")
    options.add_argument("--questions", nargs="+", default=["causal_mask", "attention"], help="one at a time")
    options.add_argument("--jobs", type=int, default=2)
    chosen = options.parse_args()
    console = Console(highlight=False)
    table = Table("question", "batch", "seconds", "CPU seconds", "of a full batch")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lab = copied(folder / "lab")
        write_class(lab, simulate(lab, chosen.size), folder)
        base = cost_of_batch(lab, folder, folder / "graded", chosen.jobs)
        for question in chosen.questions:
            again, nothing = folder / f"again-{question}", folder / f"nothing-{question}"
            shutil.copytree(folder / "graded", again)
            original = change_a_hidden_case(lab, question)
            part = cost_of_batch(lab, folder, again, chosen.jobs)
            full = cost_of_batch(lab, folder, nothing, chosen.jobs)
            lab.test_file(question).write_bytes(original)
            restamp(lab, question)
            share = f"{part[0] / full[0]:.0%} ({part[1] / full[1]:.0%} of CPU; aim {AIM:.0%})"
            table.add_row(question, "again", f"{part[0]:.1f}", f"{part[1]:.1f}", share)
            table.add_row(question, "from nothing", f"{full[0]:.1f}", f"{full[1]:.1f}")
            differing = [one for one, what in grades(again).items() if what != grades(nothing)[one]]
            console.print(f"{question}: {len(differing)} of {chosen.size} grades differ {' '.join(differing)}")
        table.add_row("none", "the first one", f"{base[0]:.1f}", f"{base[1]:.1f}")
    console.print(table)


def copied(home: Path) -> Lab:
    """The lab with its release in another folder, where its files may change."""
    lab = open_lab(ROOT / "assignment")
    for tree in (lab.root, lab.student_release, lab.solutions):
        shutil.copytree(tree, home / tree.name, ignore=shutil.ignore_patterns("__pycache__"))
    return open_lab(home / lab.root.name)


def change_a_hidden_case(lab: Lab, question: str) -> bytes:
    """Let the first hidden case of a question assert one thing more; returns the test file as it was.

    What the case asks of a submission stays the same, so the signatures of the release are valid.
    """
    file = lab.test_file(question)
    original = file.read_bytes()
    lines = original.decode().split("\n")
    for node in ast.parse(original).body:
        if isinstance(node, ast.FunctionDef) and "hidden=True" in "".join(map(ast.unparse, node.decorator_list)):
            lines.insert(node.body[0].lineno - 1, "    assert lab is not None")
            break
    file.write_text("\n".join(lines), encoding="utf-8")
    restamp(lab, question)
    return original


def restamp(lab: Lab, question: str) -> None:
    """Say that the signatures of a question belong to its test file as it is now."""
    path = lab.signature_file(question)
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["stamp"] = stamp(lab, lab.settings.question(question), solution_plans(lab))
    path.write_text(json.dumps(raw), encoding="utf-8")


def cost_of_batch(lab: Lab, folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds of a batch, and CPU seconds of all its processes; ends the bench where it fails."""
    command = [
        sys.executable, "-m", "autograder", "batch", str(folder / "submissions"), "--lab", str(lab.root),
        "--out", str(out), "--jobs", str(jobs),
    ]  # fmt: skip
    before, started = cpu_seconds(), time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode > 2:
        sys.exit(f"bench: {' '.join(command)} failed:\n{done.stderr}")
    return time.monotonic() - started, cpu_seconds() - before


def cpu_seconds() -> float:
    """The CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def grades(out: Path) -> dict[str, object]:
    """By submission, the results and the page, without the time that grading took."""
    found = {}
    for path in sorted((out / "results").glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        del raw["execution_time"]
        found[path.stem] = raw, (out / "feedback" / f"{path.stem}.html").read_text(encoding="utf-8")
    return found


if __name__ == "__main__":
    main()
