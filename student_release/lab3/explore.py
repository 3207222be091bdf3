"""An attention picture to play with, where widgets run: pick a head and a query, see its weights."""

import io
from typing import Any

from matplotlib.figure import Figure
from torch import Tensor

from .plotting import COLOURS, visible


def explore_attention(weights: Tensor, text: str) -> Any:
    """Controls for a head and a query, and the weights of that query over the characters.

    weights: (n_heads, L, L); text: the L characters. Returns a widget to be shown as the last line of a
    cell, or None with a sentence where ipywidgets is not installed. An exported notebook shows no
    widgets: also draw `plot_attention(weights, text)`.
    """
    try:
        import ipywidgets
    except ImportError:
        print("To play with this picture: pip install ipywidgets, and restart the notebook.")
        return None
    n_heads, sequence_len = weights.shape[:2]
    head = ipywidgets.Dropdown(options=[(f"head {n}", n) for n in range(n_heads)], description="head")
    query = ipywidgets.IntSlider(sequence_len - 1, 0, sequence_len - 1, description="query", continuous_update=True)
    picture = ipywidgets.Image(format="png", width="640")

    def draw(*_: Any) -> None:
        buffer = io.BytesIO()
        plot_query(weights[head.value], text, query.value).savefig(buffer, format="png", dpi=110)
        picture.value = buffer.getvalue()

    head.observe(draw, "value")
    query.observe(draw, "value")
    draw()
    return ipywidgets.VBox([ipywidgets.HBox([head, query]), picture])


def plot_query(weights: Tensor, text: str, query: int) -> Figure:
    """The weights with which one query looks at each character: one row of (L, L) as bars."""
    labels = [visible(character) for character in text]
    figure = Figure(figsize=(max(5.0, 0.35 * len(text)), 2.6), layout="constrained")
    axes = figure.subplots()
    colours = [COLOURS[1] if key == query else COLOURS[0] for key in range(len(text))]
    axes.bar(range(len(text)), weights[query].detach().cpu().tolist(), color=colours)
    axes.set_xticks(range(len(text)), labels)
    axes.set(ylim=(0, 1), ylabel="attention weight", title=f"what {labels[query]!r} (position {query}) looks at")
    return figure
