"""`autograder report`: what a class understood."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lab import Lab
from autograder.lib import extras
from autograder.lib.errors import OK, InputError
from autograder.lib.files import file_to_write, write_atomically
from autograder.lib.tables import count

if TYPE_CHECKING:
    from autograder.course.report.classroom import Classroom
    from autograder.course.report.groups import Groups
    from autograder.course.report.similarity import Comparison

NO_RESULTS = "a submission without results"


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    report = commands.add_parser(
        "report", help="write one page about a class, and its table as CSV and parquet", parents=[COMMON],
        description="Summarise the results in DIR: scores, questions, mistakes to teach from, and the list of "
        "students. DIR is what `autograder batch` wrote, or a folder of results files. The command names other files "
        "and ignores them.",
        epilog="example: autograder report graded --similarity submissions",
    )  # fmt: skip
    report.add_argument("results", type=Path, metavar="DIR")
    report.add_argument("--out", type=Path, metavar="FILE",
                        help="the page; the tables are written next to it (default: DIR/report.html)")  # fmt: skip
    report.add_argument("--hide-names", action="store_true",
                        help="write pseudonyms instead of names; DIR/pseudonyms.csv resolves them")  # fmt: skip
    report.add_argument("--similarity", type=Path, metavar="SUBMISSIONS_DIR",
                        help="list pairs of submissions that are suspiciously alike")  # fmt: skip
    report.add_argument("--roster", type=Path, metavar="ROSTER.csv",
                        help="list who has not handed in: a roster as `autograder export` reads it")  # fmt: skip
    report.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the page and the tables, and report what is not in them."""
    for module in ("matplotlib", "pyarrow"):
        extras.require(module, "report", "`autograder report`")
    from autograder.course.report.classroom import read_class
    from autograder.course.report.page import render
    from autograder.course.report.pseudonyms import with_aliases, without_names
    from autograder.course.report.statistics import summarise
    from autograder.course.report.tables import as_csv, as_parquet

    if not options.results.is_dir():
        raise InputError(f"there is no folder {options.results}: give the one that has the results of the class")
    out = file_to_write(options.out or options.results / "report.html")
    if out.suffix.lower() in (".csv", ".parquet"):
        raise InputError(f"{out} would be the name of a table: name the page, such as {out.with_suffix('.html')}")
    lab = chosen_lab(options)
    classroom = read_class(options.results, lab)
    for problem in classroom.problems:
        print(f"autograder: {problem}", file=sys.stderr)
    if not classroom.students:
        raise InputError(f"there are no results in {options.results}: grade the class first; nothing was written")
    if options.roster:
        classroom = replace(classroom, absent=absent(lab, options))
        print(f"not handed in: {'; '.join(classroom.absent) or 'nobody'}")
    classroom = with_aliases(classroom, options.results)
    comparison = None
    if options.similarity:
        comparison = compare_submissions(lab, options.similarity, classroom, options.hide_names)
    if options.hide_names:
        classroom = without_names(classroom)
    statistics = summarise(classroom)
    page = render(classroom, statistics, comparison, out.parent)
    write_atomically(out.with_suffix(".csv"), as_csv(classroom))
    write_atomically(out.with_suffix(".parquet"), as_parquet(classroom))
    write_atomically(out, page)
    left_out = f", {count(len(classroom.problems), 'file')} left out" if classroom.problems else ""
    print(f"wrote {out}, and the table as .csv and .parquet: {count(len(classroom.students), 'submission')}{left_out}")
    if statistics.nameless.groups:
        print(nameless_line(statistics.nameless))
    if comparison:
        print(f"alike: {count(comparison.n_pairs, 'pair')}, a reason to look, not a verdict")
    return OK


def absent(lab: Lab, options: argparse.Namespace) -> tuple[str, ...]:
    """Who is in the roster, and has no results."""
    from autograder.course.gradebooks.roster import read_roster, with_roster
    from autograder.course.gradebooks.rows import read_gradebook

    results = options.results / "results" if (options.results / "results").is_dir() else options.results
    gradebook = read_gradebook([results], lab.settings, zero_ungraded=True)
    return with_roster(gradebook, read_roster(options.roster))[1]


def nameless_line(nameless: Groups) -> str:
    """How many groups fail in the same way without a name, and which is the largest."""
    largest = nameless.groups[0]
    return (
        f"without a name: {count(len(nameless.groups), 'group')} of submissions that fail in the same way, the largest "
        f"{largest.id} with {len(largest.students)}"
    )


def compare_submissions(lab: Lab, folder: Path, classroom: Classroom, hide_names: bool) -> Comparison | None:
    """What is alike among the submissions of a class; None, and a sentence, where the tool for it is missing."""
    if not extras.is_installed("copydetect"):
        print(
            f"autograder: --similarity needs copydetect: {extras.how_to_install('similarity')}; the report has no "
            "list of pairs", file=sys.stderr,
        )  # fmt: skip
        return None
    from autograder.course.downloads import find_submissions
    from autograder.course.report import similarity
    from autograder.course.report.classroom import readable

    entries = find_submissions(folder, lab.settings.package).entries
    found = similarity.compare({entry.name: entry.read(lab.settings) for entry in entries}, lab)
    students = {student.key: student for student in classroom.students}
    if not hide_names:
        return similarity.renamed(found, lambda name: students[name].name if name in students else readable(name))
    aliases = {name: student.alias for name, student in students.items()}
    return similarity.without_code(similarity.renamed(found, lambda name: aliases.get(name, NO_RESULTS)))
