"""`autograder doctor`: what isolates student code on this machine, found out by trying."""

import argparse

from autograder.cli.base import COMMON, Commands, chosen_lab


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    doctor = commands.add_parser(
        "doctor", help="report what isolates student code on this machine", parents=[COMMON],
        description="Start a worker and list the layers that confine it, with what to install for missing ones; then "
        "try from there what a submission must not be able to do. The exit code is 2 if any attempt succeeds.",
    )  # fmt: skip
    doctor.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print the layers of confinement, what to install for missing ones, and what student code can do."""
    from autograder.platforms.isolation import print_layers

    return print_layers(chosen_lab(options))
