"""Pictures of a class as SVG inside the page: it takes the page's colours, in light and in dark."""

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from autograder.course.report.statistics import Bar, QuestionStatistics

INK, FAINT, FULL, PART, NONE = "#000001", "#000002", "#000003", "#000004", "#000005"
"""Placeholders for the page's colours in the output of matplotlib."""
COLOURS = {
    INK: "currentColor", FAINT: "var(--faint)", FULL: "var(--full)", PART: "var(--part)", NONE: "var(--none)",
}  # fmt: skip
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none", "font.size": 10, "font.family": "sans-serif", "hatch.linewidth": 0.7,
    "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.edgecolor": FAINT,
    "axes.spines.top": False, "axes.spines.right": False, "axes.facecolor": "none", "figure.facecolor": "none",
    "legend.frameon": False, "grid.color": FAINT, "grid.linewidth": 0.5, "axes.axisbelow": True,
}  # fmt: skip
WIDTH = 5.2
"""Inches; on a phone the page shows a picture at about two thirds of its size."""


def histogram(bars: Sequence[Bar], label: str, mean: float | None = None) -> str:
    """Bars with the number of submissions in each interval, and a line at the mean."""
    with matplotlib.rc_context(STYLE | {"svg.hashsalt": label}):
        figure = Figure(figsize=(WIDTH, 2.8), layout="constrained")
        axes = figure.subplots()
        places, heights = [bar.low for bar in bars], [bar.count for bar in bars]
        widths = [bar.high - bar.low for bar in bars]
        drawn = axes.bar(places, heights, widths, align="edge", color=FULL, edgecolor=INK, linewidth=0.5)
        axes.bar_label(drawn, [str(bar.count) if bar.count else "" for bar in bars], padding=2)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.set_xticks([*places, bars[-1].high])
        axes.set(xlabel=label, ylabel="submissions", ylim=(0, max(*heights, 1) * 1.15))
        if mean is not None:
            axes.axvline(mean, color=INK, linestyle="--", linewidth=1.2, label=f"mean {mean:.1f}")
            figure.legend(loc="outside upper left")
        return _svg(figure)


def questions(found: Sequence[QuestionStatistics], n_graded: int) -> str:
    """For each question, the shares of the class with all points, some points and no points."""
    with matplotlib.rc_context(STYLE | {"svg.hashsalt": "questions"}):
        figure = Figure(figsize=(WIDTH, 0.28 * len(found) + 0.9), layout="constrained")
        axes = figure.subplots()
        names = [entry.question.id for entry in found]
        full = [100 * entry.full / n_graded for entry in found]
        none = [100 * entry.none / n_graded for entry in found]
        part = [100 - a - b for a, b in zip(full, none, strict=True)]
        bars = {"all points": (full, FULL, ""), "some": (part, PART, "///"), "none": (none, NONE, "xx")}
        left = [0.0] * len(found)
        for label, (widths, colour, hatch) in bars.items():
            axes.barh(names, widths, left=left, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.5, label=label)
            left = [a + b for a, b in zip(left, widths, strict=True)]
        axes.invert_yaxis()
        axes.set(xlim=(0, 100), xlabel="percent of submissions")
        figure.legend(loc="outside upper center", ncols=3)
        return _svg(figure)


def _svg(figure: Figure) -> str:
    """A figure as an element of a page; its groups have no ids, since other figures could have the same."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    svg = text.getvalue()
    svg = re.sub(r'<g id="[^"]*">', "<g>", svg[svg.index("<svg") :])
    svg = re.sub(r'<svg [^>]*?(viewBox="[^"]*")[^>]*>', r'<svg aria-hidden="true" \1>', svg)
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*", "font-family: inherit", svg)
    for placeholder, colour in COLOURS.items():
        svg = svg.replace(placeholder, colour)
    return svg
