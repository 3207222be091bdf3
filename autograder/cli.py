"""The command `autograder`: release the lab, prove it right, grade submissions."""

import argparse
import sys

from autograder import __version__
from autograder.commands import COMMANDS
from autograder.commands.base import BAD_INPUT, GRADER_FAILED, UsageError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0 when it did its work, 2 for bad input, 3 when the grader failed."""
    options = parser().parse_args(arguments)
    try:
        return options.command(options)
    except KeyboardInterrupt:
        print("autograder: interrupted", file=sys.stderr)
        return 130
    except UsageError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return BAD_INPUT
    except Exception as error:
        if options.traceback:
            raise
        print(f"autograder: failed: {type(error).__name__}: {error}", file=sys.stderr)
        return GRADER_FAILED


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="autograder", description=__doc__)
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--traceback", action="store_true", help="show where a failure of the grader came from")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
