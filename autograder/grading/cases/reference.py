"""The reference solution as tests see it, in this process."""

from collections.abc import Callable
from functools import cache
from typing import Any

from autograder.checks.checking import Lab as View
from autograder.checks.checking import load_probes
from autograder.lab import Lab
from autograder.lab.importing import import_package


@cache
def reference_view(lab: Lab) -> View:
    """The view of the reference solution; raises `LabError` where another lab of this name is in the process."""
    import_package(lab.package)
    return View(lab.settings.package, probes_of(lab))


@cache
def probes_of(lab: Lab) -> dict[str, Callable[..., Any]]:
    """The lab's own probes, which every view of it shares."""
    return load_probes(lab.probes)
