"""What the process of a batch costs that hands out submissions and writes results, with simulated judges.

A few simulated students are graded for once. Their zips are linked under as many names as there are submissions, and
judges that are simulated return what those few got, so that nothing is measured but the process itself. With
`--cluster`, a Dask scheduler and a worker are processes of their own, and everything travels as it does on a cluster.
"""

import argparse
import os
import pickle
import resource
import tempfile
import time
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import Any

from distributed import LocalCluster
from rich.console import Console

from autograder.authoring.simulation.made_up_class import simulate, write_class
from autograder.course.batch.cluster import QUICKLY, ClusterPool, order_for
from autograder.course.batch.key import version_of
from autograder.course.batch.run import Batch
from autograder.course.downloads import find_submissions
from autograder.course.regrades.parts import grader_parts, shortened
from autograder.grading.judge.pool import JudgePool
from autograder.lab import open_lab

LAB = open_lab(Path(__file__).resolve().parents[2] / "assignment")
ANSWERS = "answers.pickle"
Then = Callable[[Any], Any]


class Instant:
    """Judges in the process itself that have done their work when they are asked; what workers make is made once."""

    slots = 500
    losses = ()

    def __init__(self, folder: Path) -> None:
        self.shown, self.grades = answers(folder)
        self.made: dict[int, Any] = {}
        self.calls = 0

    def show(self, submission: Any, earlier: Any = None) -> Future[bytes]:
        self.calls += 1
        return done(self.shown[self.calls % len(self.shown)])

    def finish(self, read: Any, shown: bytes, then: Then) -> Future[Any]:
        self.calls += 1
        number = self.calls % len(self.grades)
        if number not in self.made:
            self.made[number] = then(self.grades[number])
        return done(self.made[number])


class OnCluster(ClusterPool):
    """A cluster whose workers simulate judges."""

    def __init__(self, address: str, folder: Path) -> None:
        super().__init__(address, order_for(LAB, "", "embedded", True))
        self.folder = folder

    def show(self, submission: Any, earlier: Any = None) -> Future[bytes]:
        return self.on_a_worker(shown_there, self.folder, submission)

    def finish(self, read: Any, shown: bytes, then: Then) -> Future[Any]:
        return self.on_a_worker(made_there, self.folder, shown, then)


def shown_there(order: Any, folder: Path, submission: Any) -> bytes:
    """What some submission has shown."""
    return answers(folder)[0][hash(submission.notebook) % len(answers(folder)[0])]


def made_there(order: Any, folder: Path, shown: bytes, then: Then) -> Any:
    """The files of the grade of some submission."""
    grades = answers(folder)[1]
    return then(grades[hash(shown) % len(grades)])


@cache
def answers(folder: Path) -> tuple[list[bytes], list[Any]]:
    """What judges return: for each of the few students, what was shown and the grade."""
    found: tuple[list[bytes], list[Any]] = pickle.loads((folder / ANSWERS).read_bytes())
    return found


def done(value: Any) -> Future[Any]:
    """A future with a result."""
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def prepare(folder: Path, students: int, submissions: int) -> None:
    """Grade a few students, and hand in their zips under many names."""
    few = simulate(LAB, students)
    write_class(LAB, few, folder / "few", zips=True)
    shown, grades = [], []
    with JudgePool(LAB) as pool:
        for student in few:
            if student.kind != "hostile":
                seen = pool.show(student.submission).result()
                shown.append(zlib.compress(pickle.dumps((student.submission, seen)), QUICKLY))
                grades.append(pool.grade(student.submission, shown=seen))
    (folder / ANSWERS).write_bytes(pickle.dumps((shown, grades)))
    zips = sorted((folder / "few" / "submissions").iterdir())
    (folder / "in").mkdir()
    for number in range(submissions):
        os.link(zips[number % len(zips)], folder / "in" / f"student_{number:06}.zip")


def measure(folder: Path, pool: Any, console: Console) -> None:
    """Run a batch, and print what it took."""
    parts = grader_parts(LAB, "embedded")
    started, before = time.monotonic(), time.process_time()
    entries = find_submissions(folder / "in", LAB.settings.package).entries
    batch = Batch(folder / "out", LAB.settings, version_of(parts), pool, parts=shortened(parts), date="today")
    graded = sum(outcome.status == "graded" for outcome in batch.run(entries))
    seconds, cpu = time.monotonic() - started, time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(
        f"{graded} of {len(entries)} graded in {seconds:.0f} s; CPU {1000 * cpu / len(entries):.1f} ms and "
        f"{1000 * seconds / len(entries):.1f} ms of time for each; at most {memory:.0f} MiB"
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--submissions", type=int, default=20_000, help="default: 20000")
    options.add_argument("--students", type=int, default=20, help="how many are graded for it (default: 20)")
    options.add_argument("--cluster", action="store_true", help="hand them to a Dask scheduler with one worker")
    chosen = options.parse_args()
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, chosen.students, chosen.submissions)
        if not chosen.cluster:
            measure(folder, Instant(folder), console)
            return
        with (
            LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
            OnCluster(cluster.scheduler_address, folder) as pool,
        ):
            measure(folder, pool, console)


if __name__ == "__main__":
    main()
