"""`autograder verify`: every sample gets what it must."""

import argparse
import sys

from rich.console import Console

from autograder.commands.base import BAD_INPUT, OK, data_source
from autograder.config import load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    verify = commands.add_parser(
        "verify", help="grade the samples and prove that each gets what it must",
        description="The reference gets every point, the skeleton none; every wrong sample loses points on its "
        "own question alone, by the case that is there for it, and is diagnosed as itself; every right one keeps all "
        "points and has no diagnosis.",
    )  # fmt: skip
    verify.add_argument("--data", metavar="DIR_OR_FILE", help="stories to train on (default: the embedded ones)")
    verify.add_argument("--matrix", action="store_true", help="print a line for each sample: questions, and diagnosis")
    verify.add_argument(
        "--mutants", action="store_true", help="instead, change the reference in small ways, and list what no test sees"
    )
    verify.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade every sample, and fail where one gets what it must not; or do so with mutants."""
    from autograder.release.survivors import verify_mutants
    from autograder.release.verify import verify

    console, config = Console(highlight=False), load_config()
    if options.mutants:
        problems = verify_mutants(config, console)
    else:
        problems = verify(config, data_source(options.data), console, options.matrix)
    for problem in problems:
        print(f"autograder: {problem}", file=sys.stderr)
    return BAD_INPUT if problems else OK
