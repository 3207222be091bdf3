"""The interface of a platform: what `autograder PLATFORM build` writes, and how grading starts there.

`docs/platforms-adding.md` shows how to add one. A platform is registered in `registry.py`, and its module imports what
takes time or may be missing inside its methods.
"""

import argparse
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from autograder.lab import Lab


@dataclass(frozen=True)
class Target:
    """The option that says where `build` writes."""

    option: str = "--out"
    metavar: str = "FILE"
    help: str = ""


@dataclass(frozen=True)
class Built:
    """What `build` reports: what was written and what to do next, and what the user should be warned of."""

    said: str
    warning: str = ""


class Grading(ABC):
    """A command `autograder PLATFORM NAME` that grades in the way of the platform."""

    name: str
    help: str
    description: str = ""

    @abstractmethod
    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Describe the options of the command."""

    @abstractmethod
    def grade(self, lab: Lab, options: argparse.Namespace) -> int:
        """Grade; returns the exit code. Raises exceptions of `autograder.lib.errors`."""


class Platform(ABC):
    """A platform. `name` is its command and its folder; `grading` is None where it needs no command to grade."""

    name: str
    help: str
    build_help: str
    build_description: str = ""
    target: Target
    grading: Grading | None = None

    @abstractmethod
    def default_target(self, lab: Lab) -> Path:
        """Where `build` writes unless the user says otherwise."""

    @abstractmethod
    def build(self, lab: Lab, target: Path) -> Built:
        """Write what the platform needs of a lab; the same lab gives the same bytes. Raises `InputError`."""
