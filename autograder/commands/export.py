"""`autograder export`: results files as a table for a learning system."""

import argparse
import sys
from pathlib import Path

from autograder.commands.base import BAD_INPUT, OK, UsageError
from autograder.config import load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    export = commands.add_parser(
        "export", help="write grades as CSV for Canvas, Moodle, or a spreadsheet",
        description="Put results files together into a table, with the points that people gave. A results file that "
        "can not be used is named, the others are written all the same, and the exit code is 2.",
        epilog="example: autograder export results/ --format canvas --roster exported.csv --out import.csv",
    )  # fmt: skip
    export.add_argument(
        "results", type=Path, nargs="+", metavar="RESULTS", help="results.json files, or folders of them"
    )
    export.add_argument("--format", choices=("plain", "canvas", "moodle"), default="plain", help="(default: plain)")
    export.add_argument("--out", type=Path, metavar="FILE", required=True, help="the CSV file to write")
    export.add_argument("--manual", type=Path, metavar="SHEET", help="CSV: a column `student`, others with points")
    export.add_argument("--roster", type=Path, metavar="CSV", help="who is who: for Canvas, its exported gradebook")
    export.add_argument("--key", metavar="COLUMN", help="column that names students as the results do (default: "
                        "SIS Login ID for Canvas, Email address for Moodle)")  # fmt: skip
    export.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the table; say what is missing in it."""
    from autograder import export
    from autograder.results import write_atomically

    config = load_config()
    key = options.key or ("SIS Login ID" if options.format == "canvas" else "Email address")
    rows, problems = export.read_results(options.results, config)
    try:
        rows = export.with_manual_points(rows, options.manual) if options.manual else rows
        rows, unknown = export.with_people(rows, options.roster, key) if options.roster else (rows, [])
    except export.ExportError as error:
        raise UsageError(error) from None
    if not rows:
        raise UsageError(problems[0])
    problems += [f"{student} is not in {options.roster}" for student in unknown]
    write = {"plain": export.plain, "canvas": export.canvas, "moodle": export.moodle}[options.format]
    write_atomically(options.out, write(rows, config))
    print(f"wrote {options.out}: {len(rows)} students")
    if waiting := [row.student for row in rows if row.manual is None]:
        print(f"without points for {export.MANUAL} yet, left blank: {', '.join(waiting)}")
    for problem in problems:
        print(f"autograder: {problem}", file=sys.stderr)
    return BAD_INPUT if problems else OK
