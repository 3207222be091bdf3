"""`autograder verify`: every sample gets the grade that it should get."""

import argparse
import sys

from rich.console import Console

from autograder.cli.base import COMMON, Commands, add_data, chosen_lab, data_source, refuse_unknown_questions
from autograder.lib.errors import BAD_INPUT, OK, InputError


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    verify = commands.add_parser(
        "verify", help="grade the samples and prove that each gets the right grade", parents=[COMMON],
        description="Grade all samples of the lab. The reference has to get every point, and the starter code none. "
        "Every wrong sample has to lose points on its own question only, by the case that was written for it, and "
        "to be diagnosed as itself. Every right sample has to keep all points and to have no diagnosis.",
    )  # fmt: skip
    add_data(verify)
    verify.add_argument(
        "--question", action="append", default=[], metavar="ID",
        help="take the mistakes and right solutions of this question alone (can be repeated)",
    )  # fmt: skip
    verify.add_argument("--matrix", action="store_true", help="print a line for each sample: questions, and diagnosis")
    verify.add_argument(
        "--mutants", action="store_true",
        help="instead, change the reference in small ways, and list the changes that no test notices",
    )  # fmt: skip
    verify.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade every sample, and fail where one gets the wrong grade; or do so with mutants."""
    from autograder.authoring.release.consistency import refuse_inconsistencies

    console, lab = Console(highlight=False), chosen_lab(options)
    refuse_unknown_questions(lab, options.question)
    if options.mutants and options.question:
        raise InputError("--mutants takes all questions: leave --question out")
    refuse_inconsistencies(lab)
    if options.mutants:
        from autograder.authoring.verification.survivors import verify_mutants

        problems = verify_mutants(lab, console)
    else:
        from autograder.authoring.verification.verify import verify

        problems = verify(lab, data_source(options.data), console, options.matrix, options.question)
    for problem in problems:
        print(f"autograder: {problem}", file=sys.stderr)
    return BAD_INPUT if problems else OK
