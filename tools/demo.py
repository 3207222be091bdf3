"""`make demo`: all of it once. Release, verify, grade, draw the losses, grade a class and report on it."""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from autograder.authoring.verification.samples import Sample, mistaken, reference
from autograder.grading.diagnosis.catalogue import load_catalogue
from autograder.lab import open_lab

ROOT = Path(__file__).resolve().parents[1]
LAB = open_lab(ROOT / "assignment")
OUT = ROOT / "demo"
SHOWN = ("causal_mask/sees_one_ahead", "attention/scaled_by_emb_dim")


def main() -> None:
    """Run the commands that an instructor runs, one after the other."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="stories of your own (default: the embedded ones)")
    data = options.parse_args().data
    if data and not data.exists():
        sys.exit(f"make demo: there are no stories at {data}")
    source = ["--data", str(data.resolve())] if data else []
    started = time.monotonic()

    say("The release: skeletons for students, solutions for you")
    run("autograder", "release")
    say("The proof, for one question: every mistake loses points, every right solution keeps them")
    run("autograder", "verify", "--question", SHOWN[0].partition("/")[0], *source)
    say("Grading four submissions")
    for name, folder in submissions().items():
        print(f"\n{name}: {folder.relative_to(ROOT)}")
        run("autograder", "grade", str(folder), "--results", str(OUT / f"{name}.json"), *source)
    say("Both models, their losses, and a text from each")
    stories = ["--source", str(data.resolve())] if data else []
    picture = ["--out", str(OUT / "losses.png")]
    run("python", "-m", "lab3", "compare", *stories, *picture, folder=LAB.root)
    say("A class of eight, at once")
    run("autograder", "simulate", "--out", str(OUT / "class"), "--students", "8")
    run("autograder", "batch", str(OUT / "class" / "submissions"), "--out", str(OUT / "graded"), *source)
    run("autograder", "report", str(OUT / "graded"), "--similarity", str(OUT / "class" / "submissions"))
    say(f"Done in {time.monotonic() - started:.0f} s. The results and the picture are in {OUT.name}/")


def submissions() -> dict[str, Path]:
    """The folders of the submissions to grade, by a short name."""
    shutil.rmtree(OUT, ignore_errors=True)
    wrong = [mistaken(LAB, mistake) for mistake in load_catalogue(LAB) if mistake.id in SHOWN]
    folders = {sample.name.rpartition("/")[2]: write(sample) for sample in [reference(LAB), *wrong]}
    return folders | {"skeleton": LAB.student_release}


def write(sample: Sample) -> Path:
    """A sample as a folder that a student could have handed in."""
    folder = OUT / "submissions" / sample.name.replace("/", "-")
    sample.submission.write_to(folder, LAB.settings.package, LAB.settings.notebook)
    return folder


def say(text: str) -> None:
    """Print a heading."""
    print(f"\n== {text}", flush=True)


def run(command: str, *arguments: str, folder: Path = ROOT) -> None:
    """Run a command of this environment; ends the demo where it fails."""
    program = Path(sys.executable).parent / command
    print(f"$ {command} {' '.join(arguments)}", flush=True)
    result = subprocess.run([str(program), *arguments], cwd=folder)
    if result.returncode:
        sys.exit(f"make demo: {command} {arguments[0]} ended with exit code {result.returncode}")


if __name__ == "__main__":
    main()
