"""`autograder batch`: a whole class at once."""

import argparse
import importlib.util
import os
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.commands.base import GRADER_FAILED, OK, UsageError, data_source
from autograder.commands.grade import add_require_isolation, require_isolation
from autograder.config import load_config

INTERRUPTED = 130


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    batch = commands.add_parser(
        "batch", help="grade a whole class",
        description="Grade what is in a folder: folders, zips, a Gradescope export, an nbgrader course, or a Canvas "
        "download. Each submission gets DIR/results/NAME.json and DIR/feedback/NAME.html. The same "
        "command again goes on where it stopped, and grades only what has changed, or failed.",
        epilog="example: autograder batch handed_in --out graded --jobs 4",
    )  # fmt: skip
    batch.add_argument("submissions", type=Path, metavar="SUBMISSIONS_DIR")
    batch.add_argument("--out", type=Path, metavar="DIR", required=True, help="where results and feedback pages go")
    where = batch.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=int, metavar="N", default=os.cpu_count(),
                       help="how many at a time, each on one core (default: all cores)")  # fmt: skip
    where.add_argument("--scheduler", metavar="ADDRESS", help="grade on a Dask cluster, such as tcp://host:8786")
    batch.add_argument("--assignment", metavar="NAME", default="lab3", help="in an nbgrader course (default: lab3)")
    batch.add_argument("--data", metavar="DIR_OR_FILE",
                       help="stories to train on, also on workers (default: the embedded ones)")  # fmt: skip
    isolation = batch.add_mutually_exclusive_group()
    add_require_isolation(isolation)
    isolation.add_argument("--allow-less-isolation", action="store_true",
                           help="grade on workers of a cluster that lack Landlock, seccomp or limits, too")  # fmt: skip
    batch.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade a class; print what failed, and how many were graded."""
    from autograder.batch.inputs import InputsError, find_submissions
    from autograder.batch.key import grader_version
    from autograder.batch.run import Batch, BatchError, Outcome

    if options.jobs < 1:
        raise UsageError(f"--jobs {options.jobs}: it takes at least one")
    if options.out.is_file() or options.out.resolve().is_relative_to(options.submissions.resolve()):
        raise UsageError(f"--out {options.out}: name a folder that does not lie among the submissions")
    config, source = load_config(), data_source(options.data)
    try:
        inputs = find_submissions(options.submissions, options.assignment)
    except InputsError as error:
        raise UsageError(error) from None
    (options.out / "results").mkdir(parents=True, exist_ok=True)
    print(f"{options.submissions}: {inputs.kind}, {len(inputs.entries)} submissions", flush=True)
    for note in inputs.notes:
        print(f"note: {note}", flush=True)
    counts: Counter[str] = Counter()
    remarkable: list[Outcome] = []
    try:
        with chosen_pool(options, source) as pool, progress_bar(len(inputs.entries)) as show:

            def tell(outcome: Outcome) -> None:
                counts[outcome.status] += 1
                remarkable.extend([outcome] if outcome.reason else [])
                show(summary(counts))

            Batch(options.out, config, grader_version(source), pool).run(inputs.entries, tell)
    except KeyboardInterrupt:
        print(f"autograder: interrupted: {summary(counts)}; the same command goes on from here", file=sys.stderr)
        return INTERRUPTED
    except BatchError as error:
        raise UsageError(f"{error} ({summary(counts)})") from None
    for outcome in remarkable:
        what = "not graded" if outcome.status == "failed" else "nothing to grade, 0 points"
        print(f"autograder: {outcome.name}: {what}: {outcome.reason}", file=sys.stderr)
    print(f"{summary(counts)}; the results are in {options.out / 'results'}")
    return GRADER_FAILED if counts["failed"] else OK


def chosen_pool(options: argparse.Namespace, source: str):
    """Judges on this machine or on a cluster."""
    config = load_config()
    if options.scheduler:
        if not importlib.util.find_spec("distributed"):
            raise UsageError("Dask is not installed: pip install 'self-attention-lab[cluster]'")
        from autograder.batch.cluster import ClusterPool, Order
        from autograder.batch.key import grader_version

        return ClusterPool(
            options.scheduler, Order(config, grader_version(source), source, options.allow_less_isolation)
        )
    from autograder.batch.judges import Judges
    from autograder.batch.local import LocalPool

    check = require_isolation if options.require_isolation else lambda sandbox: None
    return LocalPool(Judges(config, source, check), options.jobs)


def summary(counts: Counter[str]) -> str:
    """How many had which end."""
    return ", ".join(f"{counts[status]} {status}" for status in ("graded", "unchanged", "failed"))


@contextmanager
def progress_bar(total: int):
    """A bar with counts and the time left on standard error; gives a function that is told of each submission."""
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
        TextColumn("time left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True, highlight=False)) as bar:
        task = bar.add_task(summary(Counter()), total=total)

        def show(text: str) -> None:
            bar.update(task, advance=1, description=text)

        yield show
