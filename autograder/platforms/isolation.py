"""Reports what isolates student code on this machine, and refuses to grade where that is not enough."""

import argparse
import platform
from collections.abc import Callable, Mapping, Sequence

from autograder.grading.judge.isolation import what_gets_through, what_is_lacking
from autograder.grading.sandbox.attempts import ASSETS, ATTEMPTS, LEAVE_A_PROCESS
from autograder.grading.sandbox.confine import LAYERS, what_is_missing
from autograder.grading.sandbox.forkserver.client import Sandbox, WarmSandbox
from autograder.lab import Lab
from autograder.lib.errors import BAD_INPUT, OK, InputError
from autograder.lib.versions import versions

Report = Callable[[Mapping[str, str], Sequence[str]], None]


def print_layers(lab: Lab) -> int:
    """Print the layers of confinement, and what a submission can do all the same; returns the command's exit code."""
    from rich.console import Console
    from rich.table import Table

    with WarmSandbox() as sandbox:
        got_through = what_gets_through(sandbox, lab)
        missing = what_is_missing(sandbox.layers)
    layers = Table("layer", "active", "what it does, or what to do about it")
    layers.add_row("process", "yes", "Student code runs in processes of its own; only plain data comes back.")
    for name, layer in LAYERS.items():
        purpose = (layer.__doc__ or "").split("\n")[0]
        layers.add_row(name, "no" if name in missing else "yes", missing.get(name, purpose))
    tried = Table("can student code ...", "tried just now")
    for name in (*ATTEMPTS, LEAVE_A_PROCESS):
        tried.add_row(f"{name}?", "[bold]YES[/bold]" if name in got_through else "no")
    console = Console(highlight=False)
    console.print(layers)
    console.print(tried)
    console.print(f"{software()}, {platform.system()}. {verdict(list(got_through))}")
    return BAD_INPUT if got_through else OK


def verdict(got_through: list[str]) -> str:
    """The sentence that says whether student code is isolated."""
    if not got_through:
        return "This machine isolates student code."
    return f"This machine does not isolate student code, which can {', and '.join(got_through)}."


def print_isolation(got_through: Mapping[str, str], layers: Sequence[str]) -> None:
    """Print in a few lines what `print_layers` shows as tables, for a log."""
    print(f"Layers that confine student code: {', '.join(('process', *layers))}")
    for name, reason in what_is_missing(layers).items():
        print(f"Not active: {name}. {reason}")
    print(f"{software()}. {verdict(list(got_through))}")


def software() -> str:
    """The versions of the software that grades, in words."""
    return ", ".join(f"{name} {version}" for name, version in versions().items())


def add_isolation(parser: argparse._ActionsContainer) -> None:
    """Describe how much isolation is asked for."""
    isolation = parser.add_mutually_exclusive_group()
    isolation.add_argument(
        "--require-isolation", action="store_true",
        help="refuse to grade where student code is not isolated (see `autograder doctor`)",
    )  # fmt: skip
    isolation.add_argument(
        "--allow-less-isolation", action="store_true",
        help="grade also where there is less isolation than lab.toml asks for, here or on workers of a cluster",
    )  # fmt: skip


def isolation_check(lab: Lab, options: argparse.Namespace) -> Callable[[Sandbox], None] | None:
    """What to do with each new sandbox: try what the options or the lab ask for; None where that is nothing."""
    if options.require_isolation:
        return required_isolation(lab, ASSETS)
    return None if options.allow_less_isolation else required_isolation(lab)


def required_isolation(
    lab: Lab, required: tuple[str, ...] | None = None, report: Report | None = None
) -> Callable[[Sandbox], None] | None:
    """A check that raises `InputError` where student code gets through to what is required, by default by the lab.

    `report` gets what gets through, and the layers that are active.
    """
    wanted = lab.settings.isolation.required if required is None else required

    def check(sandbox: Sandbox) -> None:
        got_through = what_gets_through(sandbox, lab)
        if report:
            report(got_through, sandbox.layers)
        if lacking := what_is_lacking(got_through, sandbox.layers, wanted):
            raise InputError(
                f"on this machine, {lacking}; to grade all the same, use --allow-less-isolation, or ask for less in "
                "[isolation] of lab.toml"
            )

    return check if wanted or report else None
