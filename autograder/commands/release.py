"""`autograder release`: both trees and the student zip from the master."""

import argparse
import sys

from autograder.commands.base import OK, UsageError
from autograder.config import ASSIGNMENT, ROOT, load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    release = commands.add_parser(
        "release", help="make student_release/ and solutions/ from assignment/",
        description="Strip the solutions, prove that nothing leaks, and write both trees and the student zip.",
    )  # fmt: skip
    release.add_argument("--check", action="store_true", help="change nothing; fail when a tree is stale")
    release.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Build both trees, or say which of their files are stale."""
    from autograder.release.build import ReleaseError, build_release, check_release

    config = load_config()
    try:
        if not options.check:
            build_release(ASSIGNMENT, ROOT, config)
            print("wrote student_release/, solutions/ and dist/lab3-student.zip; nothing leaks")
            return OK
        stale = check_release(ASSIGNMENT, ROOT, config)
    except ReleaseError as error:
        raise UsageError(error) from None
    for problem in stale:
        print(f"autograder: {problem}", file=sys.stderr)
    if stale:
        raise UsageError("the release is stale: run `autograder release` and commit what it writes")
    print("the release is what assignment/ gives")
    return OK
