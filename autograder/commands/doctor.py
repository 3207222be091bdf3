"""`autograder doctor`: what isolates student code on this machine."""

import argparse
import platform

from rich.console import Console
from rich.table import Table

from autograder.commands.base import BAD_INPUT, OK
from autograder.sandbox.warm import WarmSandbox


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    doctor = commands.add_parser(
        "doctor", help="say what isolates student code on this machine",
        description="Start a worker and list the layers that confine it, with what to install for missing ones. "
        "Exit code 2 where student code is not isolated.",
    )  # fmt: skip
    doctor.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print the layers of confinement, and what to install for those that are missing."""
    from autograder.sandbox.confine import ISOLATING, LAYERS, what_is_missing

    with WarmSandbox() as sandbox:
        missing = what_is_missing(sandbox.active_layers())
    table = Table("layer", "active", "what it does, or what to do about it")
    table.add_row("process", "yes", "Student code runs in processes of its own; only plain data comes back.")
    for name, layer in LAYERS.items():
        purpose = (layer.__doc__ or "").split("\n")[0]
        table.add_row(name, "no" if name in missing else "yes", missing.get(name, purpose))
    console = Console(highlight=False)
    console.print(table)
    lacking = [name for name in ISOLATING if name in missing]
    verdict = f"does not: {', '.join(lacking)} missing" if lacking else "does"
    console.print(
        f"Python {platform.python_version()}, {platform.system()}. This machine {verdict} isolate student code."
    )
    return BAD_INPUT if lacking else OK
