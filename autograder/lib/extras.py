"""Optional packages: whether they are installed, and the command that installs them."""

import importlib.metadata
import importlib.util
import re

from autograder.lib.errors import InputError

DISTRIBUTION = "lab-autograder"


def require(module: str, extra: str, purpose: str) -> None:
    """Raise `InputError` with the command to run where a module of an extra is not installed."""
    if not is_installed(module):
        raise InputError(f"{purpose} needs {module}, which is not installed: {how_to_install(extra)}")


def is_installed(module: str) -> bool:
    """Whether a module can be imported, without importing it."""
    return importlib.util.find_spec(module) is not None


def how_to_install(extra: str) -> str:
    """The command that installs the packages of an extra, however this tool was installed."""
    try:
        requirements = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        requirements = []
    marker = re.compile(rf"""extra\s*==\s*["']{extra}["']""")
    wanted = [text.partition(";")[0].strip() for text in requirements if marker.search(text)]
    return "pip install " + " ".join(f"'{text}'" for text in wanted or [extra])
