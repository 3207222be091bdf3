"""Reports what isolates student code on this machine, and refuses to grade where that is not enough."""

import argparse
import platform

from autograder.grading.sandbox.confine import ISOLATING, LAYERS, what_is_missing, what_isolation_lacks
from autograder.grading.sandbox.forkserver.client import Sandbox, WarmSandbox
from autograder.lib.errors import BAD_INPUT, OK, InputError


def print_layers() -> int:
    """Print the layers of confinement, and what to install for missing ones; returns the exit code of the command."""
    from rich.console import Console
    from rich.table import Table

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
    console.print(f"Python {platform.python_version()}, {platform.system()}. {verdict(lacking)}")
    return BAD_INPUT if lacking else OK


def verdict(lacking: list[str]) -> str:
    """The sentence that says whether student code is isolated."""
    if not lacking:
        return "This machine isolates student code."
    *most, last = lacking
    names = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    return f"This machine does not isolate student code: {names} missing."


def add_require_isolation(parser: argparse._ActionsContainer) -> None:
    """Describe the option that asks for `require_isolation`."""
    parser.add_argument(
        "--require-isolation", action="store_true", help="refuse to grade where Landlock, seccomp or limits are missing"
    )


def require_isolation(sandbox: Sandbox) -> None:
    """Raise `InputError` where a layer that isolates student code is missing."""
    if lacking := what_isolation_lacks(sandbox.active_layers()):
        raise InputError(f"--require-isolation: this machine lacks {lacking}")
