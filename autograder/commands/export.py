"""`autograder export`: grades as a CSV file for a learning system."""

import argparse
import sys
from pathlib import Path

from autograder.commands.base import BAD_INPUT, OK, UsageError, file_to_write
from autograder.config import load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    export = commands.add_parser(
        "export", help="write grades as CSV for Canvas, Moodle or a spreadsheet",
        description="Collect results files into one CSV file, by question. A results file that can not be used is "
        "named and left out; the others are exported, and the exit code is 2.",
        epilog="example: autograder export results/ --format canvas --roster gradebook.csv --manual reflection.csv "
        "--out grades.csv",
    )  # fmt: skip
    export.add_argument("results", type=Path, nargs="+", metavar="RESULTS",
                        help="results.json files, or folders of them; the name says whose")  # fmt: skip
    export.add_argument("--format", choices=("canvas", "moodle", "plain"), required=True)
    export.add_argument("--out", type=Path, metavar="FILE", required=True)
    export.add_argument("--manual", type=Path, metavar="SHEET.csv", help="a person's points: `student`, `reflection`")
    export.add_argument("--roster", type=Path, metavar="ROSTER.csv",
                        help="who is who, such as the gradebook that Canvas exports")  # fmt: skip
    export.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the CSV file, and say what is not in it."""
    from autograder.export import WRITERS, ExportError, Roster, read_results, with_manual, with_roster
    from autograder.results import write_atomically

    config, out = load_config(), file_to_write(options.out)
    if missing := [path for path in options.results if not path.exists()]:
        raise UsageError(f"there are no results at {missing[0]}")
    notes: tuple[str, ...] = ()
    try:
        results = read_results(options.results, config)
        roster = Roster(options.roster) if options.roster else None
        if roster:
            results, absent = with_roster(results, roster)
            notes += (f"no results for: {', '.join(absent)}",) if absent else ()
        if options.manual:
            results, more = with_manual(results, options.manual, roster)
            notes += more
    except ExportError as error:
        *earlier, last = str(error).split("\n")
        for line in earlier:
            print(f"autograder: {line}", file=sys.stderr)
        raise UsageError(f"{last}; nothing was written") from None
    for line in results.problems:
        print(f"autograder: {line}", file=sys.stderr)
    if not results.rows:
        raise UsageError("no results could be used; nothing was written")
    for note in notes:
        print(f"note: {note}")
    write_atomically(out, WRITERS[options.format](results.rows, config))
    print(f"wrote {out}: {len(results.rows)} students")
    return BAD_INPUT if results.problems else OK
