"""`autograder explain`: what a test asked of a submission, what came, and what was expected."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.cli.base import COMMON, Commands, add_data, chosen_lab, data_source
from autograder.lab import Lab
from autograder.lib.errors import OK, InputError
from autograder.lib.files import file_to_write, write_atomically
from autograder.lib.strict_json import printable
from autograder.platforms.isolation import add_isolation, isolation_check


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    explain = commands.add_parser(
        "explain", help="show a case's calls on a submission, what came, and what was expected", parents=[COMMON],
        description="Run the cases of a question on a submission, and show what no student sees: the calls of those "
        "that fail, or of the one that is named, the values that came and those of the reference, the student's code "
        "behind them, and the nearest mistakes of the catalogue. The submission runs as it is, isolated, and without "
        "the reference in place of wrong earlier parts.",
        epilog='example: autograder explain handed_in/ada QUESTION "a word of its name"',
    )  # fmt: skip
    explain.add_argument("submission", type=Path, metavar="SUBMISSION")
    explain.add_argument("question", metavar="QUESTION")
    explain.add_argument("case", nargs="?", default="", metavar="CASE", help="the name of a case, or a part of it")
    explain.add_argument("--html", type=Path, metavar="FILE.html", help="write it as a page")
    add_isolation(explain)
    add_data(explain)
    explain.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print what the cases saw, and write it as a page where one is wanted."""
    from autograder.course.regrades.explain import explain, lines_of
    from autograder.grading.judge.judge import Judge
    from autograder.grading.sandbox.forkserver.client import WarmSandbox
    from autograder.grading.submission.read import read_submission

    lab = chosen_lab(options)
    known = [question.id for question in lab.settings.questions]
    if options.question not in known:
        raise InputError(f"there is no question {options.question}; there are {', '.join(known)}")
    lab = lab.only([options.question])
    page = file_to_write(options.html) if options.html else None
    submission = read_submission(options.submission, lab.settings)
    with WarmSandbox() as sandbox:
        if check := isolation_check(lab, options):
            check(sandbox)
        judge = Judge(lab, sandbox, data_source(options.data))
        found = explain(judge, submission, lab.settings.question(options.question), options.case)
    lines = lines_of(found)
    print(printable("\n".join(lines)))
    if page:
        write_atomically(page, page_of(lines, options, lab))
        print(f"wrote {page}")
    return OK


def page_of(lines: list[str], options: argparse.Namespace, lab: Lab) -> str:
    """The explanation as a page that runs nothing."""
    from autograder.course.regrades.pages import explanation_page

    return explanation_page(lines, f"{options.submission.resolve().name}, {options.question}", lab.settings.title)
