"""What a call returned, short enough to be kept for thousands of wrong solutions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NUMBERS = 4
"""How many numbers of a tensor are kept, besides the two sums over all of them; of tensors in a dict, these alone."""
DIGITS = 6
"""Of each number."""
TOLERANCE = 5e-5
"""How far two numbers may be apart, relative to the largest usual one next to them (at least 1)."""
USUAL = 1e6
"""Larger numbers mean "never", as in an additive mask."""
RAISED = "raised"
LONGEST = 8
"""Of a longer list, this many items are looked at."""


@dataclass(frozen=True)
class Event:
    """The result of one call: `kind` has everything but the numbers, such as dtypes, shapes and an exception's name."""

    kind: str
    numbers: tuple[float, ...] = ()

    @property
    def raised(self) -> bool:
        """Whether the call ended with an exception."""
        return self.kind.startswith(RAISED)

    @property
    def says_much(self) -> bool:
        """Whether another cause is unlikely to give the same: it has several different numbers."""
        usual = {round(number, 4) for number in self.numbers if abs(number) < USUAL}
        return len(usual - {0.0, 1.0}) >= 3

    def agrees_with(self, other: "Event") -> bool:
        """Whether both are results of the same code, up to rounding."""
        if self.kind != other.kind or len(self.numbers) != len(other.numbers):
            return False
        return bool(close_rows(np.array(self.numbers), np.array([other.numbers]))[0])


def shortened(summary: Any) -> Event:
    """The event of a summary (see `checks.recording`)."""
    numbers: list[float] = []
    return Event(_kind(summary, numbers), tuple(numbers))


def close_rows(numbers: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which rows have these numbers up to rounding; infinities and NaN have to stand in the same places.

    (k,), (n, k) -> (n,)
    """
    if not len(numbers):
        return np.ones(len(rows), dtype=np.bool_)
    usual = np.abs(numbers[np.abs(numbers) < USUAL])
    largest = max(1.0, usual.max() if len(usual) else 1.0)
    with np.errstate(invalid="ignore", over="ignore"):
        same = (rows == numbers) | (np.isnan(rows) & np.isnan(numbers))
        near = np.abs(rows - numbers) <= TOLERANCE * np.maximum(largest, np.abs(rows))
        both: NDArray[np.bool_] = (same | (near & np.isfinite(rows) & np.isfinite(numbers))).all(axis=1)
    return both


def _kind(value: Any, numbers: list[float], kept: int = NUMBERS) -> str:
    """A summary in words; its numbers are added to `numbers`."""
    match value:
        case {"dtype": dtype, "shape": shape, "numbers": found}:
            numbers += map(_rounded, _some(found, kept))
            return f"{dtype}{shape}"
        case {"raised": name}:
            return f"{RAISED} {name}"
        case {"keys": keys, "values": values}:
            inside = (f"{key}: {_kind(item, numbers, 0)}" for key, item in zip(keys, values, strict=True))
            return f"{{{', '.join(inside)}}}"
        case list() if len(value) > LONGEST:
            return f"{len(value)} items: {_kind(value[:LONGEST], numbers)}"
        case list():
            return f"[{', '.join(_kind(item, numbers) for item in value)}]"
        case float():
            numbers.append(_rounded(value))
            return "float"
    return repr(value)


def _some(numbers: Sequence[float], kept: int) -> Sequence[float]:
    """Some of the numbers of a tensor, spread evenly, and the sums at their end."""
    all_of_them, sums = numbers[:-2], numbers[-2:]
    return [*(all_of_them[:: -(-len(all_of_them) // kept)] if kept and all_of_them else ()), *sums]


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")
