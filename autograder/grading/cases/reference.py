"""The reference solution as tests see it, in this process."""

from functools import cache

from autograder.checks.checking import Lab as View
from autograder.checks.checking import load_probes
from autograder.lab import Lab
from autograder.lab.importing import import_package


@cache
def reference_view(lab: Lab) -> View:
    """The view of the reference solution; raises `LabError` where another lab of this name is in the process."""
    import_package(lab.package)
    return View(lab.settings.package, load_probes(lab.probes))
