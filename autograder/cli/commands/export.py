"""`autograder export`: grades as a CSV file for a learning system."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lab import Lab
from autograder.lib.errors import BAD_INPUT, OK, GradebookError, InputError
from autograder.lib.files import file_to_write, write_atomically

if TYPE_CHECKING:
    from autograder.course.gradebooks import Gradebook

FORMATS = ("canvas", "moodle", "plain")


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    export = commands.add_parser(
        "export", help="write grades as CSV for Canvas, Moodle or a spreadsheet", parents=[COMMON],
        description="Collect results files into one CSV file, by question. A results file that cannot be used is "
        "named and left out; the others are exported, and the exit code is 2.",
        epilog="example: autograder export results/ --format canvas --roster gradebook.csv --manual written.csv "
        "--out grades.csv",
    )  # fmt: skip
    export.add_argument("results", type=Path, nargs="+", metavar="RESULTS",
                        help="results.json files, or folders of them; the file name says whose")  # fmt: skip
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("--out", type=Path, metavar="FILE", required=True)
    export.add_argument("--manual", type=Path, metavar="SHEET.csv",
                        help="points that a person gave: a column `student`, and one with the id of the written "
                        "question")  # fmt: skip
    export.add_argument("--roster", type=Path, metavar="ROSTER.csv",
                        help="who is who, such as the gradebook that Canvas exports")  # fmt: skip
    export.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the CSV file, and report what is not in it."""
    from autograder.course.gradebooks import WRITERS

    lab, out = chosen_lab(options), file_to_write(options.out)
    if missing := [path for path in options.results if not path.exists()]:
        raise InputError(f"there are no results at {missing[0]}")
    try:
        gradebook, notes = read(lab, options)
    except GradebookError as error:
        raise GradebookError(f"{error}; nothing was written") from error
    for line in gradebook.problems:
        print(f"autograder: {line}", file=sys.stderr)
    if not gradebook.rows:
        raise InputError("no results could be used; nothing was written")
    for note in notes:
        print(f"note: {note}")
    write_atomically(out, WRITERS[options.format](gradebook.rows, lab.settings))
    print(f"wrote {out}: {len(gradebook.rows)} students")
    return BAD_INPUT if gradebook.problems else OK


def read(lab: Lab, options: argparse.Namespace) -> tuple[Gradebook, tuple[str, ...]]:
    """The gradebook from results, roster and a person's points, and notes on what is not in it."""
    from autograder.course.gradebooks import read_gradebook, read_roster, with_roster, with_written

    notes: tuple[str, ...] = ()
    gradebook = read_gradebook(options.results, lab.settings)
    roster = read_roster(options.roster) if options.roster else None
    if roster:
        gradebook, absent = with_roster(gradebook, roster)
        notes += (f"no results for: {', '.join(absent)}",) if absent else ()
    if options.manual:
        gradebook, more = with_written(gradebook, options.manual, lab.settings, roster)
        notes += more
    return gradebook, notes
