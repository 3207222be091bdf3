"""`autograder mistakes`: failures without a name, and how one of them becomes an entry of the catalogue."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lab import Lab
from autograder.lib.errors import OK, InputError
from autograder.lib.files import write_atomically
from autograder.lib.tables import count

if TYPE_CHECKING:
    from rich.table import Table

    from autograder.course.report.groups import Group, Groups
    from autograder.grading.submission.read import Submission

NEXT = (
    "complete its TODOs; until then the catalogue refuses it",
    "make its code as small as it can be: whatever is right can go",
    "autograder verify     # the lab's tests catch it",
    "autograder release    # from now on it is named, and students read its hint",
)


def add(commands: Commands) -> None:
    """Describe the commands on the command line."""
    mistakes = commands.add_parser(
        "mistakes", help="list failures without a name, and begin an entry of the catalogue from them",
        parents=[COMMON],
    )  # fmt: skip
    actions = mistakes.add_subparsers(metavar="ACTION", required=True)
    add_groups(actions)
    add_new(actions)


def add_groups(actions: Commands) -> None:
    """Describe `autograder mistakes groups`."""
    groups = actions.add_parser(
        "groups", help="list submissions that fail in the same way", parents=[COMMON],
        description="List the groups of submissions in DIR that fail a question in the same way, where the catalogue "
        "has no mistake that explains it. DIR is what `autograder batch` wrote, or a folder of results files.",
        epilog="example: autograder mistakes groups graded",
    )  # fmt: skip
    groups.add_argument("results", type=Path, metavar="DIR")
    groups.set_defaults(command=run_groups)


def add_new(actions: Commands) -> None:
    """Describe `autograder mistakes new`."""
    new = actions.add_parser(
        "new", help="begin an entry of the catalogue from a group", parents=[COMMON],
        description="Write the code of a submission in GROUP into the lab's mistakes/QUESTION/NAME.py, with TODOs for "
        "title and hint. The submission with the least code is taken, and none of it is run.",
        epilog="example: autograder mistakes new gram-3fa9 graded --submissions handed_in",
    )  # fmt: skip
    new.add_argument("group", metavar="GROUP", help="the group, or the beginning of its name")
    new.add_argument("results", type=Path, metavar="DIR", help="the results of the class")
    new.add_argument("--submissions", type=Path, metavar="SUBMISSIONS_DIR", required=True,
                     help="the folder that `autograder batch` was given")  # fmt: skip
    new.add_argument("--assignment", metavar="NAME",
                     help="the assignment in an nbgrader course (default: the lab's package)")  # fmt: skip
    new.add_argument("--name", metavar="NAME", help="the name of the entry (default: group_ and the group's digits)")
    new.set_defaults(command=run_new)


def run_groups(options: argparse.Namespace) -> int:
    """Print a table of the groups."""
    from rich.console import Console

    groups = read_groups(options.results, chosen_lab(options))
    if groups.groups:
        Console().print(table_of(groups))
    else:
        print("no two submissions fail in the same way without a name")
    if groups.n_single:
        print(f"{count(groups.n_single, 'failure')} without a name, each unlike any other")
    return OK


def run_new(options: argparse.Namespace) -> int:
    """Write the entry; print what to do with it."""
    from autograder.authoring.entries.draft import entry_file, shortest_draft

    lab = chosen_lab(options)
    lab.check_released()
    group = read_groups(options.results, lab).find(options.group)
    question = lab.settings.question(group.question)
    path = entry_file(lab, question, options.name or f"group_{group.pattern}")
    failed = {case.name for case in group.failed}
    draft = shortest_draft(lab, question, failed, submissions_of(group, lab, options))
    write_atomically(path, draft.text)
    print(f"wrote {path} from the submission of {draft.author}: read it before you run anything")
    if draft.own.left_out:
        print(f"note: an entry changes one place, and {', '.join(draft.own.left_out)} also differ from the reference")
    print("next:")
    for step in NEXT:
        print(f"  {step}")
    return OK


def read_groups(folder: Path, lab: Lab) -> Groups:
    """The groups of a class; sentences about files that were left out go to standard error."""
    from autograder.course.report.classroom import read_class
    from autograder.course.report.groups import groups_of

    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}: give the one that has the results of the class")
    classroom = read_class(folder, lab)
    for problem in classroom.problems:
        print(f"autograder: {problem}", file=sys.stderr)
    if not classroom.students:
        raise InputError(f"there are no results in {folder}: grade the class first")
    return groups_of(classroom)


def submissions_of(group: Group, lab: Lab, options: argparse.Namespace) -> Iterator[tuple[str, Submission]]:
    """The submissions of a group by their names; raises `InputError` where none of them is in the folder."""
    from autograder.course.downloads import find_submissions

    entries = find_submissions(options.submissions, options.assignment or lab.settings.package).entries
    members = {student.key for student in group.students}
    found = [entry for entry in entries if entry.name in members]
    if not found:
        raise InputError(
            f"{options.submissions} has none of the submissions of {group.id}: name the folder that the batch was given"
        )
    return ((entry.name, entry.read(lab.settings)) for entry in found)


def table_of(groups: Groups) -> Table:
    """The groups as a table for the terminal, with what students read instead of a mistake below the tests."""
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    for name in ("group", "submissions", "tests that fail"):
        table.add_column(name, justify="right" if name == "submissions" else "left", no_wrap=name == "group")
    for group in groups.groups:
        lines = [case.name for case in group.failed] + [f"→ {diagnosis.sentence}" for diagnosis in group.said]
        table.add_row(group.id, str(len(group.students)), escape("\n".join(lines)))
    return table
