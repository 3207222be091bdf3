"""The forms of a gradebook, by the name of the platform."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.course.gradebooks import blackboard, brightspace, canvas, moodle, plain
from autograder.course.gradebooks.columns import Sheet
from autograder.lib.tables import number

ROUNDING = 1e-6


@dataclass(frozen=True)
class Format:
    """How a platform's file is written; `only_total` where it has room for one column of points.

    `maximum` is what the platform says of the points of a column; empty where it says nothing.
    """

    write: Callable[[Sheet], str]
    only_total: bool = False
    maximum: Callable[[Sheet, str], str] = lambda sheet, title: ""

    def other_maxima(self, sheet: Sheet) -> list[str]:
        """A sentence for each column that has other points on the platform."""
        there = [(column, self.maximum(sheet, column.title)) for column in sheet.columns]
        return [
            f"{column.title} has {maximum} points on the platform, and {column.maximum:g} here"
            for column, maximum in there
            if _is_other(maximum, column.maximum)
        ]


FORMATS = {
    "canvas": Format(canvas.write, maximum=canvas.maximum),
    "moodle": Format(moodle.write),
    "moodle-worksheet": Format(moodle.write_worksheet, only_total=True, maximum=moodle.maximum),
    "blackboard": Format(blackboard.write),
    "brightspace": Format(brightspace.write),
    "plain": Format(plain.write),
}


def _is_other(text: str, points: float) -> bool:
    try:
        return abs(number(text) - points) > ROUNDING
    except ValueError:  # nothing, or Canvas's "(read only)"
        return False
