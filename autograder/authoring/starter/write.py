"""Writes the lab that an instructor begins with."""

import shutil
from pathlib import Path

from autograder.lab.folder import DEFAULT_NAME
from autograder.lib.errors import InputError

TEMPLATE = Path(__file__).resolve().parent / "template"


def write_starter(folder: Path) -> Path:
    """Write `assignment/` below a folder, and return its path; raises `InputError` where it exists already."""
    target = folder / DEFAULT_NAME
    if target.exists():
        raise InputError(f"{target} is there already: choose another folder, or delete it")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(TEMPLATE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target
