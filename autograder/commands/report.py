"""`autograder report`: what a class understood."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.commands.base import OK, UsageError, file_to_write
from autograder.config import load_config

if TYPE_CHECKING:
    from autograder.report.classroom import Classroom
    from autograder.report.similarity import Comparison

INSTALL = "pip install 'self-attention-lab[similarity]'"
NO_RESULTS = "a submission without results"


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    report = commands.add_parser(
        "report", help="write one page about a class, and its table as CSV and parquet",
        description="Write what the results in DIR say about the class: scores, questions, mistakes to teach from, and "
        "the list of students. DIR is what `autograder batch` wrote, or a folder of results files. A file that is no "
        "results file is named and left out.",
        epilog="example: autograder report graded --similarity submissions",
    )  # fmt: skip
    report.add_argument("results", type=Path, metavar="DIR")
    report.add_argument("--out", type=Path, metavar="FILE",
                        help="the page; the tables lie beside it (default: DIR/report.html)")  # fmt: skip
    report.add_argument("--hide-names", action="store_true",
                        help="write pseudonyms in place of names; DIR/pseudonyms.csv has them")  # fmt: skip
    report.add_argument("--similarity", type=Path, metavar="SUBMISSIONS_DIR",
                        help="list pairs of submissions that are suspiciously alike")  # fmt: skip
    report.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the page and the tables, and say what is not in them."""
    from autograder.feedback.page import count
    from autograder.report.classroom import read_class
    from autograder.report.page import render
    from autograder.report.pseudonyms import FILE, with_aliases, without_names
    from autograder.report.statistics import summarise
    from autograder.report.tables import as_csv, as_parquet
    from autograder.results import write_atomically

    if not options.results.is_dir():
        raise UsageError(f"there is no folder {options.results}: give the one that has the results of the class")
    out = file_to_write(options.out or options.results / "report.html")
    if out.suffix.lower() in (".csv", ".parquet"):
        raise UsageError(f"{out} would be the name of a table: name the page, such as {out.with_suffix('.html')}")
    classroom = read_class(options.results, load_config())
    for problem in classroom.problems:
        print(f"autograder: {problem}", file=sys.stderr)
    if not classroom.students:
        raise UsageError(f"there are no results in {options.results}: grade the class first; nothing was written")
    try:
        classroom = with_aliases(classroom, options.results)
    except (OSError, ValueError) as error:
        raise UsageError(f"{options.results / FILE} is no use ({error}): repair it, or delete it") from None
    comparison = compare_submissions(options.similarity, classroom, options.hide_names) if options.similarity else None
    if options.hide_names:
        classroom = without_names(classroom)
    page = render(classroom, summarise(classroom), comparison, out.parent)
    write_atomically(out.with_suffix(".csv"), as_csv(classroom))
    write_atomically(out.with_suffix(".parquet"), as_parquet(classroom))
    write_atomically(out, page)
    left_out = f", {count(len(classroom.problems), 'file')} left out" if classroom.problems else ""
    print(f"wrote {out}, and the table as .csv and .parquet: {count(len(classroom.students), 'submission')}{left_out}")
    if comparison:
        print(f"alike: {count(comparison.n_pairs, 'pair')}, a reason to look, not a verdict")
    return OK


def compare_submissions(folder: Path, classroom: Classroom, hide_names: bool) -> Comparison | None:
    """What is alike among the submissions of a class; None, and a sentence, where the tool for it is missing."""
    from autograder.batch.inputs import InputsError, find_submissions
    from autograder.platforms.nbgrader_course import ASSIGNMENT_NAME
    from autograder.report import similarity
    from autograder.report.classroom import readable

    if not similarity.is_installed():
        print(f"autograder: --similarity needs copydetect: {INSTALL}; the report has no list of pairs", file=sys.stderr)
        return None
    config = load_config()
    try:
        entries = find_submissions(folder, ASSIGNMENT_NAME).entries
    except InputsError as error:
        raise UsageError(error) from None
    found = similarity.compare({entry.name: entry.read(config) for entry in entries}, config)
    students = {student.key: student for student in classroom.students}
    if not hide_names:
        return similarity.renamed(found, lambda name: students[name].name if name in students else readable(name))
    aliases = {name: student.alias for name, student in students.items()}
    return similarity.without_code(similarity.renamed(found, lambda name: aliases.get(name, NO_RESULTS)))
