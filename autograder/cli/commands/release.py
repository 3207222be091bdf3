"""`autograder release`: the students' tree, the solutions and the student zip, from the lab's folder."""

import argparse
import sys

from rich.console import Console

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lib import extras
from autograder.lib.errors import OK, ReleaseError


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    release = commands.add_parser(
        "release", help="make student_release/ and solutions/ from the lab's folder", parents=[COMMON],
        description="Strip the solutions, prove that nothing leaks, and write both trees and the student zip next to "
        "the lab's folder.",
    )  # fmt: skip
    release.add_argument("--check", action="store_true", help="change nothing; fail when a tree is stale")
    release.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Build both trees, or report which of their files are stale."""
    for module in ("nbformat", "jupytext", "nbclient"):
        extras.require(module, "author", "`autograder release`")
    from autograder.authoring.release.build import build_release, check_release

    lab = chosen_lab(options)
    doing = Console(stderr=True).status("building both trees, and proving that nothing leaks and everything runs")
    if not options.check:
        with doing:
            build_release(lab)
        print(f"wrote student_release/, solutions/ and {lab.student_zip.relative_to(lab.home)}; nothing leaks")
        return OK
    with doing:
        stale = check_release(lab)
    for problem in stale:
        print(f"autograder: {problem}", file=sys.stderr)
    if stale:
        raise ReleaseError("the release is stale: run `autograder release` and commit what it writes")
    print(f"the release is up to date with {lab.root.name}/")
    return OK
