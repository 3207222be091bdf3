"""`autograder gradescope build | run`."""

import argparse
from pathlib import Path

from autograder.commands.base import OK, UsageError, file_to_write
from autograder.config import ROOT, load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the commands on the command line."""
    gradescope = commands.add_parser("gradescope", help="Gradescope: build the zip, grade in the container")
    actions = gradescope.add_subparsers(metavar="ACTION", required=True)
    build = actions.add_parser("build", help="write the zip to upload as the assignment's autograder")
    build.add_argument("--out", type=Path, metavar="FILE", default=ROOT / "dist" / "gradescope.zip",
                       help="default: dist/gradescope.zip")  # fmt: skip
    build.set_defaults(command=build_zip)
    run = actions.add_parser("run", help="grade the submission in Gradescope's container (run_autograder calls this)")
    run.add_argument("--root", type=Path, metavar="DIR", default=Path("/autograder"), help="default: /autograder")
    run.set_defaults(command=grade_in_container)


def build_zip(options: argparse.Namespace) -> int:
    """Write the zip for Gradescope."""
    from autograder.platforms.gradescope import build

    build(load_config(), file_to_write(options.out))
    print(f"wrote {options.out}; upload it under Configure Autograder, with an Ubuntu 22.04 or later image")
    return OK


def grade_in_container(options: argparse.Namespace) -> int:
    """Grade what lies in the container's folders."""
    from autograder.platforms.gradescope import run

    if not options.root.is_dir():
        raise UsageError(f"there is no folder {options.root}: this command is for Gradescope's container")
    return run(load_config(), options.root)
