"""Keeps whole grades next to results, so that a later run can take over what has not changed."""

import dataclasses
import json
import types
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from autograder.grading.grade import Grade
from autograder.lib.files import write_atomically

KEPT = "kept"
"""The folder, in that of a class."""


def kept_text(key: str, grade: Grade) -> str:
    """A grade with the key of its results, as text for `keep`."""
    return json.dumps({"key": key, "grade": grade}, default=vars)  # it may have NaN, which only we read


def keep(folder: Path, name: str, text: str) -> None:
    """Write a grade; raises `InputError` where nothing can be written."""
    write_atomically(folder / KEPT / f"{name}.json", text)


def kept_grade(folder: Path, name: str, key: str) -> Grade | None:
    """The grade that belongs to results with this key; None where it is not there, or cannot be used."""
    try:
        raw = json.loads((folder / KEPT / f"{name}.json").read_text(encoding="utf-8"))
        if not key or raw["key"] != key:
            return None
        grade: Grade = _read(Grade, raw["grade"])
        return grade
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read(kind: Any, raw: Any) -> Any:
    """A value of this type in plain data, with whole numbers as they are; raises `TypeError`, among others."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        fields = _fields(kind)
        if raw.keys() != fields.keys():
            raise TypeError(f"this is no {kind}")
        return kind(**{name: _read(part, raw[name]) for name, part in fields.items()})
    parts = get_args(kind)
    match get_origin(kind):
        case types.UnionType:
            return _read(next(one for one in parts if raw.keys() == _fields(one).keys()), raw)
        case origin if origin is tuple:
            each = [parts[0]] * len(raw) if parts[-1] is Ellipsis else parts
            return tuple(_read(one, item) for one, item in zip(each, raw, strict=True))
        case origin if origin is dict:
            return {name: _read(parts[1], item) for name, item in raw.items()}
    if issubclass(kind, Enum):
        return kind(raw)
    if not isinstance(raw, (int, float) if kind is float else kind):
        raise TypeError(f"{raw!r} is no {kind}")
    return raw


@cache
def _fields(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
