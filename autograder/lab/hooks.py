"""What a lab's `hooks.py` can give: everything that only this lab has.

The file sets `HOOKS = Hooks(...)`. It is run wherever the lab is opened, also where there is no torch: import torch
inside the functions that need it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MakeFixture = Callable[[Any, Mapping[str, Any], str], Any]
"""`fixture(reference, settings, source)`: the view of the reference solution, `[fixtures]` of `lab.toml`, and where
its data comes from: "embedded", or the path given with `--data`."""
Curve = tuple[tuple[int, float], ...]
"""A quantity along the way: steps, each with a value."""


@dataclass(frozen=True)
class Picture:
    """A matrix of the submission to draw on the feedback page of `question`.

    `ask(lab)` returns it as a tensor, from public inputs only. `call` names the call that returned the numbers, and
    `reading` says how to read them. `rows` and `columns` are labels; `scale` is the range of the colours.
    """

    question: str
    ask: Callable[[Any], Any]
    call: str
    reading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    scale: tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """How curves are drawn that cases have noted (`notes.keep_curve`).

    `curves` maps their names to what is shown. `title` and `caption` stand above, `across` below; values are in
    `unit`, and those above `highest` leave the picture. `level(fixtures)` is a horizontal line, called `level_name`.
    """

    curves: Mapping[str, str]
    title: str
    caption: str
    across: str
    unit: str
    highest: float
    level_name: str
    level: Callable[[Mapping[str, Any]], float]


@dataclass(frozen=True)
class Leaderboard:
    """The figure that Gradescope's leaderboard shows, and the name of its column."""

    figure: str
    title: str
    order: Literal["asc", "desc"] = "asc"


@dataclass(frozen=True)
class Habits:
    """What a simulated class of this lab writes.

    `common` are ids of mistakes that are made several times as often as others; `seldom` are names of right variants
    that hardly anybody writes. `synonyms` has other names for the variables of the reference.
    """

    common: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Hooks:
    """All hooks of a lab; each may be left out.

    A test case that asks for one of `fixtures` by name gets what its function returned, once for all submissions. Such
    a case runs in a worker of its own, since it takes long, and is not compared with mistakes. `figures` maps the
    names of measured figures to what reports call them.
    """

    fixtures: Mapping[str, MakeFixture] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    chart: Chart | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    leaderboard: Leaderboard | None = None
    habits: Habits = Habits()
