"""`autograder compare`: who moved between two gradings of a class, and why."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.cli.commands.override import results_in
from autograder.lab import Lab
from autograder.lib.errors import OK, InputError
from autograder.lib.files import file_to_write, write_atomically
from autograder.lib.tables import as_csv, count, harmless


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    compare = commands.add_parser(
        "compare", help="list whose points changed between two gradings of a class, and why", parents=[COMMON],
        description="Compare the results in BEFORE and AFTER. List whose points changed, on which question, by which "
        "case, in which direction, and what kind of change it was.",
        epilog="example: autograder compare graded_monday graded --out moved.csv",
    )  # fmt: skip
    compare.add_argument("before", type=Path, metavar="BEFORE")
    compare.add_argument("after", type=Path, metavar="AFTER")
    compare.add_argument("--out", type=Path, metavar="FILE.csv", help="write the changes as a table")
    compare.add_argument("--only-raise", action="store_true",
                         help="keep the better of the two for each question")  # fmt: skip
    compare.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print and write who moved."""
    for folder in (options.before, options.after):
        if not folder.is_dir():
            raise InputError(f"there is no folder {folder}: name one that has the results of a class")
    report(chosen_lab(options), options.before, options.after, options.out, options.only_raise)
    return OK


def report(lab: Lab, earlier: Path, later: Path, out: Path | None, only_raise: bool) -> None:
    """Print who moved between two gradings; with `out`, write it as a table; with `only_raise`, keep the better one."""
    from autograder.course.regrades.better import keep_better
    from autograder.course.regrades.compare import compare, lines_of, table_of
    from autograder.course.regrades.overrides import outdone, read_overrides
    from autograder.course.regrades.pages import update_pages
    from autograder.course.regrades.standing import class_folder, read_standing

    before, after = results_in(class_folder(earlier)), results_in(class_folder(later))
    for folder, found in ((earlier, before), (later, after)):
        if not found:
            raise InputError(f"there are no results in {folder}")
    if class_folder(earlier).resolve().is_relative_to(class_folder(later).resolve()):  # what a run replaced
        after = {name: results for name, results in after.items() if name in before}
    comparison = compare(before, after, lab.settings)
    for line in lines_of(comparison, lab.settings):
        print(line)
    if out:
        rows = [[harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in table_of(comparison)]
        write_atomically(file_to_write(out), as_csv(rows))
        print(f"wrote {out}")
    folder = class_folder(later)
    if only_raise:
        when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        kept = keep_better(folder, comparison, before, lab.settings, f"the results in {earlier.name}", when)
        print(f"the better one counts for {count(len(kept), 'question')} of students that fell")
        update_pages(folder, read_standing(folder), lab.settings)
    for line in outdone(read_overrides(folder).standing(), after):
        print(f"note: {line}")
