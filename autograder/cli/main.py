"""Release a lab, check its tests, and grade submissions."""

import argparse
import sys
from collections.abc import Sequence

from autograder import __version__
from autograder.checks.output import in_any_encoding
from autograder.cli.base import COMMON
from autograder.cli.commands import COMMANDS
from autograder.lib.errors import GRADER_FAILED, INTERRUPTED, AutograderError
from autograder.lib.logs import logging_to_stderr


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 when it did its work, 2 for bad input, 3 when the grader failed."""
    with in_any_encoding():
        return run_command(arguments)


def run_command(arguments: Sequence[str] | None) -> int:
    """Run one command; an exception becomes a line on standard error and an exit code."""
    options = parser().parse_args(arguments, argparse.Namespace(lab=None, traceback=False))
    try:
        if not options.traceback:
            return run(options)
        with logging_to_stderr():
            return run(options)
    except KeyboardInterrupt:
        return fail("interrupted", INTERRUPTED)
    except AutograderError as error:
        if options.traceback:
            raise
        return fail(str(error), error.exit_code)
    except Exception as error:
        if options.traceback:
            raise
        return fail(f"failed: {type(error).__name__}: {error}", GRADER_FAILED)


def run(options: argparse.Namespace) -> int:
    """Call the function that the parser of the chosen command has set."""
    code: int = options.command(options)
    return code


def fail(text: str, code: int) -> int:
    """Print each line of a text on standard error; returns the exit code."""
    for line in text.split("\n"):
        print(f"autograder: {line}", file=sys.stderr)
    return code


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="autograder", description=__doc__, parents=[COMMON])
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
