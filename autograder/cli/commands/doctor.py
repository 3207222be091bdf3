"""`autograder doctor`: what isolates student code on this machine."""

import argparse

from autograder.cli.base import COMMON, Commands


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    doctor = commands.add_parser(
        "doctor", help="report what isolates student code on this machine", parents=[COMMON],
        description="Start a worker and list the layers that confine it, with what to install for missing ones. "
        "The exit code is 2 where student code is not isolated.",
    )  # fmt: skip
    doctor.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print the layers of confinement, and what to install for those that are missing."""
    from autograder.platforms.isolation import print_layers

    return print_layers()
