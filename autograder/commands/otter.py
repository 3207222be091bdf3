"""`autograder otter build`: a zip for stock otter."""

import argparse
import sys
from pathlib import Path

from autograder.commands.base import OK, file_to_write
from autograder.config import ROOT, load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    otter = commands.add_parser("otter", help="stock otter: build the zip, and say what is lost with it")
    actions = otter.add_subparsers(metavar="ACTION", required=True)
    build = actions.add_parser(
        "build", help="write the zip for `otter run -a ZIP`",
        description="Write a stock otter zip from the same tests. It does without isolation: see docs/otter.md.",
    )  # fmt: skip
    build.add_argument("--out", type=Path, metavar="FILE", default=ROOT / "dist" / "otter.zip",
                       help="default: dist/otter.zip")  # fmt: skip
    build.set_defaults(command=build_zip)


def build_zip(options: argparse.Namespace) -> int:
    """Write the zip; what it can not do goes to standard error."""
    from autograder.platforms.otter_zip import LOST, build

    build(load_config(), file_to_write(options.out))
    print(f"autograder: {LOST}", file=sys.stderr)
    print(f"wrote {options.out}; grade with `otter run -a {options.out} SUBMISSION.zip`")
    return OK
