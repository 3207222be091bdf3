"""The page's pictures as plain numbers and colours: matrices as cells, curves as lines; the template draws them."""

import math
from dataclasses import dataclass

from autograder.grading.grade import Curves, Matrix
from autograder.lab.hooks import Curve

CIVIDIS = (
    (0, 34, 78), (18, 53, 112), (59, 73, 108), (87, 93, 109), (112, 113, 115),
    (138, 134, 120), (165, 156, 116), (195, 179, 105), (225, 204, 85), (254, 232, 56),
)  # fmt: skip
"""The colour map at ten places, evenly spaced (Nuñez, Anderton and Renslow, 2018)."""
NO_NUMBER = (128, 128, 128)
TOLERANCE = 1e-4
"""A number may differ by this much from the expected one, absolutely or relative to it."""

WIDTH, HEIGHT = 480, 280
LEFT, RIGHT, TOP, BOTTOM = 32, 18, 10, 40
"""The picture of curves and its margins, in its own units."""
MOST_STEPS, MOST_VALUES = 5, 6
"""Distances between the marks on the axes, at most."""


@dataclass(frozen=True)
class Cell:
    """A number of a matrix: its text, the colours of its ground and of its ink, and whether it is not as expected."""

    text: str
    ground: str
    ink: str
    differs: bool


@dataclass(frozen=True)
class Grid:
    """A matrix as rows of cells, each row with its label."""

    name: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Line:
    """A curve: the points of an SVG polyline, and where it begins and ends in words."""

    name: str
    points: str
    said: str


@dataclass(frozen=True)
class Tick:
    """A mark on an axis, with its place in the picture."""

    text: str
    place: float


@dataclass(frozen=True)
class Drawing:
    """Curves in their picture; `level` is the height of the horizontal line."""

    lines: tuple[Line, ...]
    level: float
    steps: tuple[Tick, ...]
    values: tuple[Tick, ...]


def grids(matrix: Matrix) -> tuple[Grid, ...]:
    """The submission's matrix and the expected one; only one where they are the same."""
    yours = _grid("yours", matrix, matrix.yours)
    if not any(cell.differs for _, cells in yours.rows for cell in cells):
        return (_grid("yours, as expected", matrix, matrix.yours),)
    return yours, _grid("expected", matrix, matrix.expected)


def draw(exhibit: Curves) -> Drawing:
    """Curves with values from 0 to `exhibit.highest`, over the steps of the longest one."""
    last = max(step for curve in exhibit.curves.values() for step, _ in curve)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(step: float) -> float:
        return round(LEFT + across * step / last, 1)

    def y(value: float) -> float:
        return round(TOP + down * (1 - min(max(value, 0.0), exhibit.highest) / exhibit.highest), 1)

    return Drawing(
        tuple(
            Line(name, " ".join(f"{x(step)},{y(value)}" for step, value in curve), _said(curve, exhibit.unit))
            for name, curve in exhibit.curves.items()
        ),
        y(exhibit.level),
        tuple(Tick(f"{step:g}", x(step)) for step in _round_numbers(last, MOST_STEPS)),
        tuple(Tick(f"{value:g}", y(value)) for value in _round_numbers(exhibit.highest, MOST_VALUES)),
    )


def number(value: float) -> str:
    """A number in few characters: 0, 0.25, −1e9."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) >= 1000:
        text = f"{value:.3g}".replace("e+0", "e").replace("e+", "e")
    else:
        text = f"{value:.0f}" if value == int(value) else f"{value:.2f}"
    return text.replace("-", "−")


def _grid(name: str, matrix: Matrix, values: tuple[tuple[float, ...], ...]) -> Grid:
    rows = (
        tuple(_cell(value, wanted, matrix.scale) for value, wanted in zip(row, expected, strict=True))
        for row, expected in zip(values, matrix.expected, strict=True)
    )
    return Grid(name, tuple(zip(matrix.rows, rows, strict=True)))


def _cell(value: float, expected: float, scale: tuple[float, float]) -> Cell:
    colour = _colour(value, scale)
    ink = "#000" if _luminance(colour) > 0.179 else "#fff"  # the one with the better contrast, at least 4.5
    same = math.isclose(value, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return Cell(number(value), "#{:02x}{:02x}{:02x}".format(*colour), ink, not same)


def _colour(value: float, scale: tuple[float, float]) -> tuple[int, ...]:
    """The colour of a number on the colour map; grey for nan."""
    if math.isnan(value):
        return NO_NUMBER
    low, high = scale
    place = (min(max(value, low), high) - low) / (high - low) * (len(CIVIDIS) - 1)
    before = min(int(place), len(CIVIDIS) - 2)
    pairs = zip(CIVIDIS[before], CIVIDIS[before + 1], strict=True)
    return tuple(round(a + (b - a) * (place - before)) for a, b in pairs)


def _luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance, from 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = (part / 255 for part in colour)
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _round_numbers(last: float, most: int) -> list[float]:
    """Evenly spaced numbers from 0 up to the last, at most `most` of them beyond 0, at a round distance."""
    power = 10.0 ** math.floor(math.log10(last / most))
    between = next(power * size for size in (1, 2.5, 5, 10) if last <= power * size * most * (1 + 1e-9))
    return [between * place for place in range(int(last / between + 1e-9) + 1)]


def _said(curve: Curve, unit: str) -> str:
    """Where a curve begins and ends, in words."""
    (first, before), (last, after) = curve[0], curve[-1]
    return f"{number(before)} {unit} after {first} steps, {number(after)} after {last}"
