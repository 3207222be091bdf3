"""`autograder desk`: a page to read written answers on, and what comes of the marks that readers save."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lab import Lab
from autograder.lib import extras
from autograder.lib.errors import OK, InputError
from autograder.lib.files import file_to_write, write_atomically, write_json
from autograder.lib.tables import count

if TYPE_CHECKING:
    from autograder.course.desk.marks import Joined
    from autograder.course.desk.page import Said

LIBRARIES = ("markdown_it", "mdit_py_plugins", "latex2mathml", "rapidfuzz")
MOST_LISTED = 40


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    desk = commands.add_parser(
        "desk", help="write a page to read written answers on, and collect the marks", parents=[COMMON],
        description="Write one page with the written answers of a class, question by question, to be read in a browser "
        "without a network. SUBMISSIONS_DIR is whatever `autograder batch` takes. If the page exists, late answers are "
        "added after those that it has. Readers save files of marks. --collect joins them into the sheet that "
        "`autograder export --manual` reads. --settle writes a page with the answers that readers do not agree on.",
        epilog="example: autograder desk handed_in --out desk.html; autograder desk --collect ada.json ben.json "
        "--out written.csv",
    )  # fmt: skip
    desk.add_argument("submissions", type=Path, metavar="SUBMISSIONS_DIR", nargs="?")
    what = desk.add_mutually_exclusive_group()
    what.add_argument("--collect", type=Path, nargs="+", metavar="MARKS.json",
                      help="join files of marks, and write the sheet")  # fmt: skip
    what.add_argument("--settle", type=Path, nargs="+", metavar="MARKS.json",
                      help="write a page with the answers on which these readers do not agree")  # fmt: skip
    desk.add_argument("--out", type=Path, metavar="FILE", required=True, help="the page, or the sheet")
    desk.add_argument("--course", type=Path, metavar="DIR",
                      help="with --collect: also write them into the gradebook of this nbgrader course")  # fmt: skip
    desk.add_argument("--assignment", metavar="NAME",
                      help="the assignment in an nbgrader course (default: the lab's package)")  # fmt: skip
    desk.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the page or the sheet."""
    lab, out = chosen_lab(options), file_to_write(options.out)
    if options.collect:
        if options.submissions:
            raise InputError("--collect reads files of marks alone: leave the submissions out")
        return collect(lab, options, out)
    if options.course:
        raise InputError("--course is for --collect alone")
    if not options.submissions:
        raise InputError("name the folder of submissions, or files of marks with --collect")
    for module in LIBRARIES:
        extras.require(module, "desk", "`autograder desk`")
    return write_page(lab, options, out)


def write_page(lab: Lab, options: argparse.Namespace, out: Path) -> int:
    """Write the desk of a class, or the one to settle what readers do not agree on."""
    from autograder.course.desk.marks import join, read_marks
    from autograder.course.desk.page import Before, desk_page, lay_out, read_class, read_desk
    from autograder.course.desk.questions import read_written
    from autograder.course.downloads import find_submissions

    written = read_written(lab)
    joined = join([read_marks(path) for path in options.settle]) if options.settle else None
    download = find_submissions(options.submissions, options.assignment or lab.settings.package)
    print(f"{options.submissions}: {download.kind}, {len(download.entries)} submissions", flush=True)
    handed = read_class(download.entries, written, lab.settings)
    if joined:
        before: Before | None = Before(joined.desk, {})
    else:
        before = read_desk(out, lab.settings)
    desk = lay_out(handed, written, before, datetime.datetime.now(datetime.UTC))
    earlier = open_answers(joined) if joined else None
    if earlier is not None:
        earlier = {ident: said for ident, said in earlier.items() if ident in desk.texts}
        if not earlier:
            print(f"nothing is open between the readers: {out} was not written")
            return OK
    page = desk_page(desk, written, lab.settings, earlier)
    write_atomically(out, page)
    for each in handed:
        if each.texts is None:
            print(f"note: {each.name}: {each.problem}; no points until you decide")
    answers = sum(len(ids) for ids in desk.order.values()) if earlier is None else len(earlier)
    late = (
        sum(ident not in before.order.get(cell, ()) for cell, ids in desk.order.items() for ident in ids)
        if before
        else 0
    )
    more = f", {late} of them new" if before and earlier is None else ""
    print(f"wrote {out}: {count(answers, 'answer')} to read of {count(len(handed), 'submission')}{more}")
    return OK


def open_answers(joined: Joined) -> Mapping[str, tuple[Said, ...]]:
    """What readers said of the answers that still need a decision."""
    from autograder.course.desk.page import Said

    return {
        ident: tuple(Said(reader, mark.gives, mark.comments) for reader, mark in verdict.said)
        for ident, verdict in joined.verdicts.items()
        if verdict.is_open
    }


def collect(lab: Lab, options: argparse.Namespace, out: Path) -> int:
    """Join files of marks, say how well readers agree and what is open, and write the sheet and its record."""
    from autograder.course.desk.agreement import agreements
    from autograder.course.desk.marks import join, read_marks
    from autograder.course.desk.sheet import record, sheet
    from autograder.course.regrades.overrides import PEOPLE
    from autograder.course.regrades.pages import update_pages
    from autograder.course.regrades.standing import WRITTEN_NAME, read_standing

    if lab.settings.written is None:
        raise InputError("this lab has no question that a person reads")
    joined = join([read_marks(path) for path in options.collect])
    for note in joined.notes:
        print(f"note: {note}")
    for asked in joined.asked:
        ids = joined.answers(asked.cell)
        read = sum(ident in joined.verdicts and bool(joined.verdicts[ident].said) for ident in ids)
        print(f"{asked.title}: {read} of {count(len(ids), 'answer')} read")
        for found in agreements(joined):
            if found.cell == asked.cell:
                value = "not defined" if found.kappa is None else f"{found.kappa:.2f}"
                print(f"  {' and '.join(found.readers)} agree on {found.same} of {found.both}, kappa {value}")
    say_what_is_open(joined)
    text, blank = sheet(joined, lab.settings.written)
    write_atomically(out, text)
    write_json(out.with_suffix(".json"), record(joined, lab.settings.written))
    if blank:
        print(f"note: not all answers have points yet, left blank: {', '.join(blank)}")
    if out.resolve().parent.name == PEOPLE and out.stem == WRITTEN_NAME:
        folder = out.resolve().parent.parent
        update_pages(folder, read_standing(folder), lab.settings)
    if options.course:
        write_into_course(lab, options, joined)
    students = count(len(joined.students) - len(blank), "student")
    print(f"wrote {out} with the points of {students}, and {out.with_suffix('.json')} with comments")
    return OK


def write_into_course(lab: Lab, options: argparse.Namespace, joined: Joined) -> None:
    """Write points and comments into the gradebook of a course of nbgrader."""
    extras.require("nbgrader", "nbgrader", "--course")
    from autograder.platforms.nbgrader.grades import Course
    from autograder.platforms.nbgrader.written import record_marks

    written, remarks = record_marks(Course(lab, options.course, options.assignment or lab.settings.package), joined)
    for remark in remarks:
        print(f"note: {remark}")
    print(f"wrote {count(written, 'score')} into the gradebook of {options.course}")


def say_what_is_open(joined: Joined) -> None:
    """Name the answers on which readers do not agree, or for which they want another one."""
    found = [(ident, verdict) for ident, verdict in joined.verdicts.items() if verdict.is_open]
    for ident, verdict in found[:MOST_LISTED]:
        said = ", ".join(
            f"{reader} {'asks another reader' if mark.gives is None else f'gives {mark.gives:g}'}"
            for reader, mark in verdict.said
        )
        print(f"open: {ident} of {', '.join(joined.writers(ident))}: {said}")
    if len(found) > MOST_LISTED:
        print(f"open: {len(found) - MOST_LISTED} more")
    if found:
        print("--settle with the same files and the submissions writes a page to decide these on")
