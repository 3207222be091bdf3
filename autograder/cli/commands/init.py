"""`autograder init`: a new lab to start from."""

import argparse
from pathlib import Path

from autograder.cli.base import COMMON, Commands
from autograder.lib.errors import OK
from autograder.lib.files import all_files
from autograder.lib.tables import count

NEXT = (
    "autograder release           # student_release/ and solutions/",
    "autograder verify            # every sample gets the right grade",
    "autograder grade solutions   # the grade of the reference solution",
)


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    init = commands.add_parser(
        "init", help="write a new lab to start from", parents=[COMMON],
        description="Write a small lab that works into DIR/assignment: settings, a package, tests, mistakes, and a "
        "notebook. Then change it into your own.",
        epilog="example: autograder init my-lab",
    )  # fmt: skip
    init.add_argument("folder", type=Path, metavar="DIR", help="the folder that gets assignment/")
    init.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the lab; print what was written, and the next commands."""
    from autograder.authoring.starter.write import write_starter

    folder: Path = options.folder
    written = write_starter(folder)
    print(f"wrote {written}, a lab with {count(len(all_files(written)), 'file')}")
    print(f"next: cd {folder}")
    for command in NEXT:
        print(f"  {command}")
    return OK
