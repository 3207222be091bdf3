"""`autograder PLATFORM build`, and the command of a platform that grades: one pair for each registered platform."""

import argparse
import sys
from functools import partial
from pathlib import Path

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lib.errors import OK
from autograder.platforms.base import Platform
from autograder.platforms.registry import PLATFORMS


def add(commands: Commands) -> None:
    """Describe the commands of all platforms on the command line."""
    for platform in PLATFORMS:
        parser = commands.add_parser(platform.name, help=platform.help, parents=[COMMON])
        actions = parser.add_subparsers(metavar="ACTION", required=True)
        add_build(actions, platform)
        if platform.grading:
            add_grading(actions, platform)


def add_build(actions: Commands, platform: Platform) -> None:
    """Describe `autograder PLATFORM build`."""
    build = actions.add_parser(
        "build", help=platform.build_help, description=platform.build_description, parents=[COMMON]
    )
    target = platform.target
    build.add_argument(target.option, dest="target", type=Path, metavar=target.metavar, help=target.help)
    build.set_defaults(command=partial(run_build, platform))


def add_grading(actions: Commands, platform: Platform) -> None:
    """Describe the command of a platform that grades."""
    grading = platform.grading
    assert grading is not None
    grade = actions.add_parser(
        grading.name, help=grading.help, description=grading.description or grading.help, parents=[COMMON]
    )
    grading.add_options(grade)
    grade.set_defaults(command=lambda options: grading.grade(chosen_lab(options), options))


def run_build(platform: Platform, options: argparse.Namespace) -> int:
    """Write what the platform needs; warnings go to standard error."""
    lab = chosen_lab(options)
    built = platform.build(lab, options.target or platform.default_target(lab))
    if built.warning:
        print(f"autograder: {built.warning}", file=sys.stderr)
    print(built.said)
    return OK
