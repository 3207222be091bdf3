"""`autograder batch`: a whole class at once."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, add_data, chosen_lab, data_source
from autograder.lab import Lab
from autograder.lib import extras
from autograder.lib.errors import BAD_INPUT, GRADER_FAILED, INTERRUPTED, OK, BatchError, InputError
from autograder.lib.files import folder_to_write
from autograder.lib.tables import count
from autograder.lib.times import moment
from autograder.platforms.isolation import add_isolation, isolation_check

if TYPE_CHECKING:
    from autograder.course.batch.cluster import ClusterPool
    from autograder.course.batch.run import Outcome
    from autograder.course.downloads import Download
    from autograder.grading.judge.pool import JudgePool

ROUNDS = 2
"""A submission goes through these (see `grading.rounds`)."""
SHOWN = "shown"
"""Counts those that have been through the first one."""


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    batch = commands.add_parser(
        "batch", help="grade a whole class", parents=[COMMON],
        description="Grade what students handed in: the download of Canvas, Moodle, Blackboard, Brightspace or "
        "Gradescope, as a folder or a zip, an nbgrader course, or a folder of folders and zips. Each submission gets "
        "DIR/results/NAME.json and DIR/feedback/NAME.html. The same command again resumes where it stopped, and grades "
        "only what has changed or failed. The exit code is 2 where something handed in could not be graded.",
        epilog="example: autograder batch handed_in --out graded --jobs 4",
    )  # fmt: skip
    batch.add_argument("submissions", type=Path, metavar="SUBMISSIONS")
    batch.add_argument("--out", type=Path, metavar="DIR", required=True, help="where results and feedback pages go")
    where = batch.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=int, metavar="N", default=os.cpu_count(),
                       help="how many at a time, each on one core (default: all cores)")  # fmt: skip
    where.add_argument("--scheduler", metavar="ADDRESS", help="grade on a Dask cluster, such as tcp://host:8786")
    batch.add_argument("--assignment", metavar="NAME",
                       help="the assignment in an nbgrader course (default: the lab's package)")  # fmt: skip
    batch.add_argument("--due", metavar="TIME", default="",
                       help="what came later is late, and results say by how much: such as '2026-11-20 23:59', in this "
                       "machine's time zone unless one is named")  # fmt: skip
    batch.add_argument("--compare-with", type=Path, metavar="DIR",
                       help="list whose points changed since the results in DIR (default: those that are "
                       "replaced)")  # fmt: skip
    batch.add_argument("--only-raise", action="store_true", help="keep the better of the two for each question")
    add_data(batch, ", also on workers")
    add_isolation(batch)
    batch.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade a class; print how many were graded, what to look at, and what could not be graded."""
    from autograder.course.downloads import find_submissions

    if options.jobs < 1:
        raise InputError(f"--jobs {options.jobs}: there has to be at least one")
    if options.compare_with and not options.compare_with.is_dir():
        raise InputError(f"there is no folder {options.compare_with}: name one that has the results of a class")
    if options.out.is_file() or options.out.resolve().is_relative_to(options.submissions.resolve()):
        raise InputError(f"--out {options.out}: name a folder that is not among the submissions")
    options.due = due(options.due)
    lab, source = chosen_lab(options), data_source(options.data)
    download = find_submissions(options.submissions, options.assignment or lab.settings.package)
    folder_to_write(options.out / "results")
    print(f"{options.submissions}: {download.kind}, {len(download.entries)} submissions", flush=True)
    for note in download.notes:
        print(f"note: {note}", flush=True)
    counts: Counter[str] = Counter()
    options.date = datetime.datetime.now().strftime("%Y-%m-%d_%H%M%S")
    try:
        remarkable = list(grade_all(download, lab, source, options, counts))
    except KeyboardInterrupt:
        print(f"autograder: interrupted: {summary(counts)}; the same command continues from here", file=sys.stderr)
        return INTERRUPTED
    except BatchError as error:
        raise BatchError(f"{error} ({summary(counts)})") from error
    print(f"{summary(counts)}; the results are in {options.out / 'results'}", flush=True)
    say_what_stands(lab, options)
    return conclusion(download, sorted(remarkable, key=lambda outcome: outcome.name), len(download.entries))


def due(text: str) -> datetime.datetime | None:
    """The time when the lab was due; raises `InputError` for a text that is no time."""
    found = moment(text) if text else None
    if text and found is None:
        raise InputError(f"--due {text}: write a time such as '2026-11-20 23:59', or 2026-11-20T23:59+01:00")
    return found


def say_what_stands(lab: Lab, options: argparse.Namespace) -> None:
    """Put what people said into the new pages, and say who moved since the results that were replaced, or others."""
    from autograder.cli.commands.compare import report
    from autograder.cli.commands.override import results_in
    from autograder.course.regrades.earlier import EARLIER
    from autograder.course.regrades.overrides import outdone
    from autograder.course.regrades.pages import update_pages
    from autograder.course.regrades.standing import read_standing

    replaced = options.out / EARLIER / options.date
    earlier = options.compare_with or (replaced if replaced.is_dir() else None)
    if earlier:
        report(lab, earlier, options.out, replaced / "moved.csv" if replaced.is_dir() else None, options.only_raise)
    standing = read_standing(options.out)
    if standing.is_empty:
        return
    update_pages(options.out, standing, lab.settings)
    if not earlier:
        for line in outdone(standing.overrides.standing(), results_in(options.out)):
            print(f"note: {line}")


def conclusion(download: Download, remarkable: Sequence[Outcome], total: int) -> int:
    """Print what a person has to look at, what was not graded last of all; returns the exit code."""
    for sentence in download.unknown:
        print(f"autograder: look at {sentence}", file=sys.stderr)
    for outcome in remarkable:
        for doubt in outcome.doubts if outcome.is_graded else ():
            print(f"autograder: look at {outcome.name}: {doubt}", file=sys.stderr)
    ungraded = [outcome for outcome in remarkable if not outcome.is_graded]
    for outcome in ungraded:
        what = "not graded" if outcome.status == "failed" else "nothing to grade, 0 points"
        print(f"autograder: {outcome.name}: {what}: {outcome.reason}", file=sys.stderr)
    if not ungraded:
        return OK
    print(f"autograder: {len(ungraded)} of {count(total, 'submission')} could not be graded", file=sys.stderr)
    return GRADER_FAILED if any(outcome.status == "failed" for outcome in ungraded) else BAD_INPUT


def grade_all(
    download: Download, lab: Lab, source: str, options: argparse.Namespace, counts: Counter[str]
) -> Iterator[Outcome]:
    """Grade every submission under a progress bar, count how each ended, and yield those with a remark."""
    from autograder.course.batch.key import version_of
    from autograder.course.batch.run import UNCHANGED, Batch
    from autograder.course.regrades.parts import grader_parts, shortened

    with chosen_pool(lab, source, options) as pool, progress_bar(len(download.entries)) as show:

        def shown_of(name: str) -> None:
            counts[SHOWN] += 1
            show(summary(counts), 1)

        parts = grader_parts(lab, source)
        batch = Batch(
            options.out, lab.settings, version_of(parts), pool, shown_of, shortened(parts), options.date, options.due
        )
        for outcome in batch.run(download.entries):
            counts[outcome.status] += 1
            show(summary(counts), ROUNDS if outcome.status == UNCHANGED else 1)
            if outcome.reason or outcome.doubts:
                yield outcome


def chosen_pool(lab: Lab, source: str, options: argparse.Namespace) -> JudgePool | ClusterPool:
    """Judges on this machine or on a cluster."""
    if options.scheduler:
        extras.require("distributed", "cluster", "--scheduler")
        from autograder.course.batch.cluster import ClusterPool, order_for
        from autograder.course.batch.key import grader_version

        order = order_for(lab, grader_version(lab, source), source, options.allow_less_isolation)
        return ClusterPool(options.scheduler, order, say)
    from autograder.grading.judge.pool import JudgePool

    return JudgePool(lab, source, jobs=options.jobs, check=isolation_check(lab, options))


def say(sentence: str) -> None:
    """Print a sentence above the progress bar."""
    print(f"autograder: {sentence}", file=sys.stderr, flush=True)


def summary(counts: Counter[str]) -> str:
    """How many submissions ended in each way; until the first one has, how many have been through the first round."""
    if counts[SHOWN] and counts.total() == counts[SHOWN] + counts["unchanged"]:
        return f"{counts[SHOWN]} observed so far without hidden cases, {counts['unchanged']} unchanged"
    return ", ".join(f"{counts[status]} {status}" for status in ("graded", "unchanged", "failed"))


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[str, int], None]]:
    """A bar with counts and the time left on standard error; yields the function to call after steps of a submission.

    Each of `total` submissions has a step in each of the rounds.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"),
        TextColumn("time left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True, highlight=False)) as bar:
        task = bar.add_task(summary(Counter()), total=ROUNDS * total)

        def show(text: str, steps: int) -> None:
            bar.update(task, advance=steps, description=text)

        yield show
