"""The Python packages that a machine needs for grading: those of the tool, and those of a lab."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

from autograder.lab import Lab
from autograder.lib.extras import DISTRIBUTION

PROJECT_FILE = Path(__file__).resolve().parents[2] / "pyproject.toml"
"""Only there in a checkout."""


def base_requirements() -> tuple[str, ...]:
    """What the tool itself depends on, without its extras."""
    if PROJECT_FILE.exists():
        project = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))["project"]
        if project["name"] == DISTRIBUTION:
            return tuple(project["dependencies"])
    installed = importlib.metadata.requires(DISTRIBUTION) or []
    return tuple(requirement for requirement in installed if "extra ==" not in requirement)


def torch_requirement() -> str:
    """The version of PyTorch that the tool is tested with."""
    return next(requirement for requirement in base_requirements() if project_name(requirement) == "torch")


def lab_requirements(lab: Lab) -> tuple[str, ...]:
    """What students need for a lab: the lines of its `requirements.txt`, without comments."""
    path = lab.handout / "requirements.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return tuple(line for text in lines if (line := text.partition("#")[0].strip()))


def without(requirements: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The requirements for projects that are in none of the others."""
    known = set(map(project_name, others))
    return tuple(requirement for requirement in requirements if project_name(requirement) not in known)


def project_name(requirement: str) -> str:
    """The name of the project in a requirement, in one spelling."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()
