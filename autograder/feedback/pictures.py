"""The page's pictures as plain numbers and colours: matrices as cells, losses as lines; the template draws them."""

import math
from dataclasses import dataclass

from autograder.grade import Curve, Losses, Matrix

CIVIDIS = (
    (0, 34, 78), (18, 53, 112), (59, 73, 108), (87, 93, 109), (112, 113, 115),
    (138, 134, 120), (165, 156, 116), (195, 179, 105), (225, 204, 85), (254, 232, 56),
)  # fmt: skip
"""The colour map at ten places, evenly spaced (Nuñez, Anderton and Renslow, 2018)."""
NO_NUMBER = (128, 128, 128)
TOLERANCE = 1e-4
"""A number is as promised up to this, absolutely and relative to what was promised."""

WIDTH, HEIGHT = 480, 280
LEFT, RIGHT, TOP, BOTTOM = 32, 18, 10, 40
"""The picture of the losses and its margins, in its own units."""
HIGHEST = 6.0
"""Nats, a bit more than a guess among 256 characters costs; curves above leave the picture at the top."""


@dataclass(frozen=True)
class Cell:
    """A number of a matrix: its text, the colours of its ground and of its ink, and whether it is not as promised."""

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
    """A curve: the points of an SVG polyline, and what it says in words."""

    name: str
    points: str
    said: str


@dataclass(frozen=True)
class Tick:
    """A mark on an axis, with its place in the picture."""

    text: str
    place: float


@dataclass(frozen=True)
class Chart:
    """The losses of both models; `floor` is the height of the bigram floor in the picture."""

    lines: tuple[Line, ...]
    floor: float
    steps: tuple[Tick, ...]
    nats: tuple[Tick, ...]


def grids(matrix: Matrix) -> tuple[Grid, ...]:
    """The submission's matrix and the promised one; one alone where they are the same."""
    yours = _grid("yours", matrix, matrix.yours)
    if not any(cell.differs for _, cells in yours.rows for cell in cells):
        return (_grid("yours, as promised", matrix, matrix.yours),)
    return yours, _grid("promised", matrix, matrix.promised)


def chart(losses: Losses) -> Chart:
    """Losses from 0 to `HIGHEST` nats over the steps of the longest training."""
    last = max(step for curve in losses.curves.values() for step, _ in curve)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(step: float) -> float:
        return round(LEFT + across * step / last, 1)

    def y(loss: float) -> float:
        return round(TOP + down * (1 - min(max(loss, 0.0), HIGHEST) / HIGHEST), 1)

    return Chart(
        tuple(
            Line(name, " ".join(f"{x(step)},{y(loss)}" for step, loss in curve), _said(curve))
            for name, curve in losses.curves.items()
        ),
        y(losses.floor),
        tuple(Tick(f"{step:g}", x(step)) for step in _round_steps(last)),
        tuple(Tick(str(nats), y(nats)) for nats in range(int(HIGHEST) + 1)),
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
        tuple(_cell(value, wanted, matrix.scale) for value, wanted in zip(row, promised, strict=True))
        for row, promised in zip(values, matrix.promised, strict=True)
    )
    return Grid(name, tuple(zip(matrix.rows, rows, strict=True)))


def _cell(value: float, promised: float, scale: tuple[float, float]) -> Cell:
    colour = _colour(value, scale)
    ink = "#000" if _luminance(colour) > 0.179 else "#fff"  # whichever has the better contrast, 4.5 at the least
    same = math.isclose(value, promised, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return Cell(number(value), "#{:02x}{:02x}{:02x}".format(*colour), ink, not same)


def _colour(value: float, scale: tuple[float, float]) -> tuple[int, ...]:
    """The place of a number on the colour map, grey for what is none."""
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


def _round_steps(last: int) -> range:
    """Some four round steps from 0 to the last."""
    between = next((size for size in (10, 25, 50, 100, 250, 500) if last <= 5 * size), last)
    return range(0, last + 1, between)


def _said(curve: Curve) -> str:
    """Where a curve begins and ends, in words."""
    (first, high), (last, low) = curve[0], curve[-1]
    return f"{number(high)} nats after {first} steps, {number(low)} after {last}"
