"""Which software graded: students may have another PyTorch than the grader."""

import importlib.metadata
import platform

from autograder import __version__


def versions() -> dict[str, str]:
    """The versions of this tool, of Python and of PyTorch, by name, without importing torch."""
    torch = importlib.metadata.version("torch")
    return {"autograder": __version__, "Python": platform.python_version(), "torch": torch}
