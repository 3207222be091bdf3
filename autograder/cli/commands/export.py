"""`autograder export`: grades, and feedback pages, in the form that a learning system takes back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lab import Lab
from autograder.lib.errors import BAD_INPUT, OK, GradebookError, InputError
from autograder.lib.files import file_to_write, write_atomically
from autograder.lib.tables import count

if TYPE_CHECKING:
    from autograder.course.gradebooks.columns import Sheet
    from autograder.course.gradebooks.rows import Gradebook

FORMATS = ("canvas", "moodle", "moodle-worksheet", "blackboard", "brightspace", "plain")


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    export = commands.add_parser(
        "export", help="write grades and feedback for Canvas, Moodle, Blackboard, Brightspace or a spreadsheet",
        parents=[COMMON],
        description="Collect results files into one CSV file, by question or in one column. If a file cannot be "
        "used or a submission could not be graded, it is named and left out, and the exit code is 2.",
        epilog="example: autograder export graded/results --format canvas --roster gradebook.csv --manual written.csv "
        "--out grades.csv",
    )  # fmt: skip
    export.add_argument("results", type=Path, nargs="+", metavar="RESULTS",
                        help="results files, or folders of them; the file name identifies the student")  # fmt: skip
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("--out", type=Path, metavar="FILE", required=True)
    export.add_argument("--manual", type=Path, metavar="SHEET.csv",
                        help="points that a person gave: a column `student`, and one with the id of the written "
                        "question")  # fmt: skip
    export.add_argument("--roster", type=Path, metavar="ROSTER.csv",
                        help="who is who: the gradebook or grading worksheet that the platform exports")  # fmt: skip
    export.add_argument("--total", action="store_true", help="one column with all points, not one for each question")
    export.add_argument("--column", metavar="TITLE", default="",
                        help="the title of that column, such as 'Lab 3 (4711)', which Canvas knows")  # fmt: skip
    export.add_argument("--zero-ungraded", action="store_true",
                        help="export 0 points for submissions that could not be graded")  # fmt: skip
    export.add_argument("--feedback", type=Path, metavar="FILE.zip",
                        help="write the feedback pages into a zip that Canvas, Moodle or Brightspace take")  # fmt: skip
    export.add_argument("--download", type=Path, metavar="DIR_OR_ZIP",
                        help="what was graded, as the platform gave it out: the zip has its names")  # fmt: skip
    export.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the files, and report what is not in them."""
    from autograder.course.gradebooks.formats import FORMATS as KNOWN

    lab, out = chosen_lab(options), file_to_write(options.out)
    check(options)
    form = KNOWN[options.format]
    try:
        gradebook, sheet, notes = read(lab, options, form.only_total)
        text = form.write(sheet) if sheet.rows else ""
        archive, without = feedback(options, sheet)
    except GradebookError as error:
        raise GradebookError(f"{error}; nothing was written") from error
    for line in (*gradebook.problems, *without):
        print(f"autograder: {line}", file=sys.stderr)
    if not sheet.rows:
        raise InputError("no results could be used; nothing was written")
    for note in (*notes, *form.other_maxima(sheet)):
        print(f"note: {note}")
    write_atomically(out, text)
    print(f"wrote {out}: {count(len(sheet.rows), 'student')}")
    if options.feedback:
        write_atomically(options.feedback, archive)
        print(f"wrote {options.feedback}: {count(len(sheet.rows) - len(without), 'feedback page')}")
    return BAD_INPUT if gradebook.problems or without else OK


def check(options: argparse.Namespace) -> None:
    """Raise `InputError` for options that do not go together, and for files that are not there."""
    for path in (*options.results, *filter(None, [options.download])):
        if not path.exists():
            raise InputError(f"there {'is no download' if path == options.download else 'are no results'} at {path}")
    if options.feedback:
        file_to_write(options.feedback)
        if options.feedback.resolve() == options.out.resolve():
            raise InputError("--feedback and --out are the same file: name two")
    elif options.download:
        raise InputError("--download is for --feedback alone: leave it out, or name the zip for the pages")


def read(lab: Lab, options: argparse.Namespace, only_total: bool) -> tuple[Gradebook, Sheet, tuple[str, ...]]:
    """What is exported, from results, roster and a person's points, and notes on what is not in it."""
    from autograder.course.gradebooks.columns import sheet_of
    from autograder.course.gradebooks.roster import read_roster, with_roster
    from autograder.course.gradebooks.rows import read_gradebook
    from autograder.course.gradebooks.written import with_written
    from autograder.course.regrades.standing import class_folder, read_standing, with_standing

    notes: tuple[str, ...] = ()
    gradebook = read_gradebook(options.results, lab.settings, options.zero_ungraded)
    roster = read_roster(options.roster) if options.roster else None
    if gradebook.zeros:
        notes += (f"exported as 0: {'; '.join(gradebook.zeros)}",)
    if roster:
        gradebook, absent = with_roster(gradebook, roster)
        notes += (f"no results for: {'; '.join(absent)}",) if absent else ()
    if late := [f"{row.student} ({row.late})" for row in gradebook.rows if row.late]:
        notes += (f"handed in late: {'; '.join(late)}",)
    if options.manual:
        gradebook, more = with_written(gradebook, options.manual, lab.settings, roster)
        notes += more
    for folder in dict.fromkeys(class_folder(path) for path in options.results if path.is_dir()):
        gradebook, more = with_standing(gradebook, read_standing(folder), lab.settings)
        notes += more
    total = options.total or bool(options.column) or only_total
    return gradebook, sheet_of(gradebook.rows, lab.settings, roster, total, options.column), notes


def feedback(options: argparse.Namespace, sheet: Sheet) -> tuple[bytes, tuple[str, ...]]:
    """The zip with feedback pages, and who has none in it; nothing where none is wanted."""
    from autograder.course.gradebooks.feedback import feedback_zip

    if not options.feedback:
        return b"", ()
    return feedback_zip(sheet.rows, options.format, options.download)
