"""`make demo`: the whole of it once - release, verify, grade, draw the losses, grade a class and report on it."""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from autograder.config import NOTEBOOK, ROOT, STUDENT_RELEASE, load_config
from autograder.release.samples import Sample, reference, wrong_samples

OUT = ROOT / "demo"
SHOWN = ("causal_mask/sees_one_ahead", "attention/scaled_by_emb_dim")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="stories of your own (default: the embedded ones)")
    data = options.parse_args().data
    if data and not data.exists():
        sys.exit(f"make demo: there are no stories at {data}")
    source = ["--data", str(data.resolve())] if data else []
    started = time.monotonic()

    say("The release: skeletons for students, solutions for you")
    run("autograder", "release")
    say("The proof: every sample gets what it must")
    run("autograder", "verify", *source)
    say("Grading four submissions")
    for name, folder in submissions().items():
        print(f"\n{name}: {folder.relative_to(ROOT)}")
        run("autograder", "grade", str(folder), "--results", str(OUT / f"{name}.json"), *source)
    say("Both models, their losses, and a text from each")
    stories = ["--source", str(data.resolve())] if data else []
    picture = ["--out", str(OUT / "losses.png")]
    run("python", "-m", "lab3", "compare", *stories, *picture, folder=ROOT / "assignment")
    say("A class of eight, at once")
    run("autograder", "simulate", "--out", str(OUT / "class"), "--students", "8")
    run("autograder", "batch", str(OUT / "class" / "submissions"), "--out", str(OUT / "graded"), *source)
    run("autograder", "report", str(OUT / "graded"), "--similarity", str(OUT / "class" / "submissions"))
    say(f"Done in {time.monotonic() - started:.0f} s. The results and the picture are in {OUT.name}/")


def submissions() -> dict[str, Path]:
    """The folders of the submissions to grade, by a short name."""
    config = load_config()
    shutil.rmtree(OUT, ignore_errors=True)
    wrong = [sample for sample in wrong_samples(config) if sample.name in SHOWN]
    folders = {sample.name.partition("/")[2] or sample.name: write(sample) for sample in [reference(config), *wrong]}
    return folders | {"skeleton": STUDENT_RELEASE}


def write(sample: Sample) -> Path:
    """A sample as a folder that a student could have handed in."""
    folder = OUT / "submissions" / sample.name.replace("/", "-")
    for path, data in sample.submission.files.items():
        target = folder / "lab3" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / NOTEBOOK).write_bytes(sample.submission.notebook)
    return folder


def say(text: str) -> None:
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
