"""Keeps whole grades next to results, so that a later run can take over what has not changed."""

import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import Any

from autograder.grading.grade import Grade
from autograder.lib.files import write_atomically

KEPT = "kept"
"""The folder, in that of a class."""


def keep_grade(folder: Path, name: str, key: str, grade: Grade) -> None:
    """Write a grade with the key of its results; raises `InputError` where nothing can be written."""
    data = {"key": key, "grade": dataclasses.asdict(grade)}
    write_atomically(folder / KEPT / f"{name}.json", json.dumps(data))  # it may have NaN, which only we read


def kept_grade(folder: Path, name: str, key: str) -> Grade | None:
    """The grade that belongs to results with this key; None where it is not there, or cannot be used."""
    try:
        raw = json.loads((folder / KEPT / f"{name}.json").read_text(encoding="utf-8"))
        if not key or raw["key"] != key:
            return None
        grade: Grade = _adapter().validate_python(raw["grade"])
        return grade
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # pydantic's errors are ValueErrors
        return None


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Grade)
