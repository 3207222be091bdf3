"""What a case can note in addition to passing or failing: figures that it measured, and curves to draw."""

import math
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.grading.grade import CaseResult
from autograder.lab.hooks import Curve

MAX_POINTS, MAX_STEP = 100, 100_000
"""Limits for a curve: points, and the largest step."""


@dataclass(frozen=True)
class Notes:
    """What a case gets as `notes`. What it notes is kept with its result, whether it passes or not."""

    figures: dict[str, float] = field(default_factory=dict)
    curves: dict[str, Curve] = field(default_factory=dict)

    def figure(self, name: str, value: float) -> None:
        """Note a number that the case measured itself."""
        self.figures[name] = value

    def keep_curve(self, name: str, points: Any) -> None:
        """Note a curve that comes from the submission, if it is a list of steps and finite numbers."""
        if isinstance(points, list) and 0 < len(points) <= MAX_POINTS and all(map(_is_point, points)):
            self.curves[name] = tuple(points)

    def added_to(self, result: CaseResult) -> CaseResult:
        """The result with these notes."""
        return replace(result, figures=self.figures, curves=self.curves)


def _is_point(value: Any) -> bool:
    """Whether this is a step and a number that can be drawn."""
    return (
        isinstance(value, tuple)
        and [type(part) for part in value] == [int, float]
        and 0 < value[0] <= MAX_STEP
        and math.isfinite(value[1])
    )
