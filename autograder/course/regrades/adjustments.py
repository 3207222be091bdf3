"""Late days, excuses and the like: a small table of factors and points, with reasons, that export and report apply.

Results stay as they are.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.course.regrades.overrides import PEOPLE
from autograder.lib.errors import GradebookError
from autograder.lib.tables import read_table

FILE = "adjustments.csv"
COLUMNS = ("student", "factor", "points", "reason")


@dataclass(frozen=True)
class Adjustment:
    """The total of a student times `factor`, plus `points`, which may be negative; `reason` says why."""

    student: str
    factor: float
    points: float
    reason: str

    @property
    def text(self) -> str:
        """What it does, and why, as people read it."""
        parts = [f"times {self.factor:g}"] if self.factor != 1 else []
        parts += [f"{self.points:+g} points"] if self.points else []
        return f"{', '.join(parts) or 'no change'}: {self.reason}"


def read_adjustments(folder: Path) -> dict[str, tuple[Adjustment, ...]]:
    """The table of a class by student, in its order; raises `GradebookError`, which names each bad line."""
    path = folder / PEOPLE / FILE
    if not path.exists():
        return {}
    found: dict[str, tuple[Adjustment, ...]] = {}
    problems = []
    for line, entry in read_table(path, "student"):
        try:
            one = _adjustment(entry)
        except ValueError as error:
            problems.append(f"{path}, line {line}: {error}")
            continue
        found[one.student] = (*found.get(one.student, ()), one)
    if problems:
        raise GradebookError("\n".join(problems))
    return found


def change_of(total: float, adjustments: Iterable[Adjustment]) -> float:
    """By how many points adjustments change a total, one after the other; a total does not fall below 0."""
    new = total
    for one in adjustments:
        new = max(0.0, new * one.factor + one.points)
    return round(new - total, 2)


def _adjustment(entry: dict[str, str]) -> Adjustment:
    student, reason = entry["student"], entry.get("reason", "")
    if unknown := sorted(set(filter(None, entry)) - set(COLUMNS)):
        raise ValueError(f"there is no column {', '.join(unknown)}: there are {', '.join(COLUMNS)}")
    if not student or not reason:
        raise ValueError("it needs a student and a reason")
    factor, points = (_number(name, entry.get(name, ""), empty) for name, empty in (("factor", 1.0), ("points", 0.0)))
    if not 0 <= factor <= 10:
        raise ValueError(f"a factor of {factor:g}: it should be from 0 to 10, such as 0.9 for a late day")
    return Adjustment(student, factor, points, reason)


def _number(name: str, text: str, empty: float) -> float:
    try:
        value = float(text.replace(",", ".")) if text else empty
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{name} is {text!r}, which is no number")
    return value
