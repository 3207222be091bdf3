"""`autograder override`: a person's word on a question, which stands whatever a later run gives."""

from __future__ import annotations

import argparse
import datetime
import difflib
import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lab import Lab
from autograder.lib.errors import OK, InputError, ResultsError
from autograder.lib.tables import count

if TYPE_CHECKING:
    from autograder.course.regrades.overrides import Overrides
    from autograder.grading.results.schema import Results

UNKNOWN_PERSON = "somebody"


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    override = commands.add_parser(
        "override", help="set the points of a student for a question by hand, with a reason", parents=[COMMON],
        description="Set the points of a student for a question by hand. They survive every later run. The student's "
        "feedback, the report and the export show them with the reason and with who decided. Without a student, list "
        "all overrides, and name those for which a later run would have given more.",
        epilog='example: autograder override graded ada QUESTION 14 --reason "the data type was announced too late"',
    )  # fmt: skip
    override.add_argument("results", type=Path, metavar="DIR", help="what `autograder batch` wrote")
    override.add_argument("student", nargs="?", metavar="STUDENT", help="the name of the results file")
    override.add_argument("question", nargs="?", metavar="QUESTION")
    override.add_argument("points", nargs="?", type=float, metavar="POINTS")
    override.add_argument("--reason", default="", metavar="TEXT", help="why; the student reads it")
    override.add_argument("--by", metavar="NAME", help="who decides (default: your user name)")
    override.add_argument("--take-back", action="store_true", help="let the tests decide again")
    override.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Add a word, or list those that stand."""
    from autograder.course.regrades.overrides import Override, add_override, read_overrides
    from autograder.course.regrades.pages import update_pages
    from autograder.course.regrades.standing import class_folder, read_standing

    if not options.results.is_dir():
        raise InputError(f"there is no folder {options.results}: name the one that has the results of the class")
    lab, folder = chosen_lab(options), class_folder(options.results)
    results = results_in(folder)
    if not results:
        raise InputError(f"there are no results in {folder}: grade the class first")
    if options.student is None:
        return list_standing(read_overrides(folder), results)
    check(options, lab)
    if options.student not in results:
        close = difflib.get_close_matches(options.student, results, 3)
        hint = f": did you mean {' or '.join(close)}?" if close else ""
        raise InputError(f"no results are named {options.student}{hint}")
    score = results[options.student].questions.get(options.question)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    entry = Override(
        options.student, options.question, None if options.take_back else options.points, options.reason,
        options.by or person(), now, score.score if score else None,
    )  # fmt: skip
    add_override(folder, entry, lab.settings)
    update_pages(folder, read_standing(folder), lab.settings)
    gave = "nothing yet" if score is None else f"{score.score:g}"
    said = "the tests decide again" if options.take_back else f"{options.points:g} points stand"
    print(f"{options.student}, {options.question}: {said} (tests gave {gave}); kept in {folder}")
    return OK


def check(options: argparse.Namespace, lab: Lab) -> None:
    """Raise `InputError` for options that do not go together."""
    if options.question is None or (options.points is None) != options.take_back:
        raise InputError("name a student, a question, and points or --take-back")
    if not options.reason.strip():
        raise InputError("say why with --reason: it stands in the student's feedback")


def results_in(folder: Path) -> dict[str, Results]:
    """The results of a class that can be read, by the names of their files."""
    from autograder.grading.results.schema import read_results, results_files, student_of

    found = {}
    inside = folder / "results"
    for path in results_files([inside if inside.is_dir() else folder]):
        try:
            found[student_of(path)] = read_results(path)
        except ResultsError:
            continue
    return found


def list_standing(overrides: Overrides, results: dict[str, Results]) -> int:
    """Print what stands, and what a later run gives more for."""
    from autograder.course.regrades.overrides import outdone
    from autograder.course.regrades.standing import word

    standing = overrides.standing()
    for entry in standing:
        gone = "" if entry.student in results else " (no results now)"
        print(f"{entry.student}, {entry.question}: {entry.points:g} points, {word(entry)}{gone}")
    for line in outdone(standing, results):
        print(f"note: {line}")
    print(count(len(standing), "override"))
    return OK


def person() -> str:
    """The name of whoever uses this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return UNKNOWN_PERSON
