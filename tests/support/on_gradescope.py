"""Tries Gradescope's zip in images like Gradescope's, and prints a table for docs/gradescope.md.

In the root of the repository, as root: `PYTHONPATH=.:tests .venv/bin/python -m support.on_gradescope [RELEASE]`. Each
release of Debian is set up, grades the solution, and is killed at random moments, with 768 MB and half a CPU. Takes ten
minutes for each.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.platforms.gradescope.build import build
from support.container import Container, cgroups
from support.debian import Unavailable
from support.lab import LAB

PYTHONS = {"bookworm": "3.11", "trixie": "3.13", "forky": "3.14"}
LIMITS = 768, 0.5
COMMAND = "/autograder/run_autograder"
LOOK_SECONDS = 0.02
HEAD = "| image | `setup.sh` | points of the solution | seconds, peak memory | first results | killed at random |"


def main() -> None:
    """Try the releases, and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("suites", nargs="*", default=list(PYTHONS), metavar="RELEASE", help=", ".join(PYTHONS))
    parser.add_argument("--kills", type=int, default=50, help="how often the container is killed (default 50)")
    options = parser.parse_args()
    print(HEAD)
    for suite in options.suites:
        with tempfile.TemporaryDirectory() as name:
            try:
                print(f"| {' | '.join(cells(suite, Path(name), options.kills))} |", flush=True)
            except Unavailable as reason:
                sys.exit(f"on_gradescope: {reason}")


def cells(suite: str, folder: Path, n_kills: int) -> Iterator[str]:
    """The cells of the line of a release."""
    archive = folder / "autograder.zip"
    build(LAB, archive)
    (folder / "changes").mkdir()
    container = Container(folder / "changes", archive, suite, PYTHONS[suite])
    container.unpack()
    yield f"Debian {suite}, Python {PYTHONS[suite]}"
    done = container.run("bash /autograder/source/setup.sh")
    yield f"{done.seconds:.0f} s" if done.code == 0 else f"**{done.output.splitlines()[-1]}**"
    hand_in(container)
    done = container.run(COMMAND, *LIMITS)
    yield f"{results(container)['score']:g}"
    yield f"{done.seconds:.1f} s, {done.peak_bytes >> 20} MiB"
    yield f"after {statistics.median(first_results(container) for _ in range(3)):.1f} s"
    yield killed(container, done.seconds, n_kills)


def hand_in(container: Container) -> None:
    """Lay the solution out as a submission."""
    submission = container.path("/autograder/submission")
    shutil.rmtree(submission, ignore_errors=True)
    shutil.copytree(LAB.solutions, submission)
    results_file(container).unlink(missing_ok=True)


def first_results(container: Container) -> float:
    """Seconds until there are results that name the questions."""
    results_file(container).unlink(missing_ok=True)
    began = time.monotonic()
    with container.started(COMMAND, groups := cgroups(*LIMITS)) as process:
        while process.poll() is None and not (results_file(container).exists() and results(container).get("tests")):
            time.sleep(LOOK_SECONDS)
    remove(groups)
    return time.monotonic() - began


def killed(container: Container, seconds: float, n_kills: int) -> str:
    """What the results are after the container was killed at random moments of a run that takes this many seconds."""
    rng, invalid, partial = random.Random(0), 0, 0
    for _ in range(n_kills):
        hand_in(container)
        stop_after(container, rng.uniform(0.1, seconds))
        try:
            partial += results(container)["score"] < LAB.settings.max_score
        except (OSError, ValueError, KeyError):
            invalid += 1
    return f"{n_kills - invalid} valid, {partial} of them before the end"


def stop_after(container: Container, seconds: float) -> None:
    """Kill the container while it grades."""
    with container.started(COMMAND, groups := cgroups(*LIMITS)):
        time.sleep(seconds)
    remove(groups)


def results_file(container: Container) -> Path:
    return container.path("/autograder/results/results.json")


def results(container: Container) -> dict:
    """The results as they are now."""
    return json.loads(results_file(container).read_text(encoding="utf-8"))


def remove(groups: list[Path]) -> None:
    """Remove cgroups as soon as their processes have ended."""
    for group in groups:
        while (group / "cgroup.procs").read_text():
            time.sleep(LOOK_SECONDS)
        group.rmdir()


if __name__ == "__main__":
    main()
