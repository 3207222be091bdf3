"""Both models in one picture, from characters to logits: the table of its stations, and an SVG made of it.

A reader who has not traced a part yet sees "?" in place of its shapes, which are there to be predicted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

START, WRITING = "start", "writing"
ORDER = (START, 1, 2, 3, 4, 5, 6, WRITING)
"""Where a reader can be, in the notebook's order."""
UNKNOWN = "?"
"""What stands for a shape that is still to be predicted."""
TITLE = "From nine characters to logits: both models of this lab"


@dataclass(frozen=True)
class Panel:
    """A part of the picture, which one or two parts of the notebook build: from `left` to `right`, row to row."""

    name: str
    parts: tuple[int | str, ...]
    left: int
    right: int
    first_row: int
    last_row: int


@dataclass(frozen=True)
class Station:
    """Data on its way. `name` is that of the traces, `shape` what it has there for a text of nine characters."""

    name: str
    shape: tuple[int, ...]
    panel: str
    row: int
    left: int
    right: int
    says: str = ""
    is_given: bool = False

    @property
    def centre_x(self) -> int:
        """Half-way between left and right."""
        return (self.left + self.right) // 2

    @property
    def shape_text(self) -> str:
        """The shape as Python writes it."""
        return f"({self.shape[0]},)" if len(self.shape) == 1 else f"({', '.join(map(str, self.shape))})"


@dataclass(frozen=True)
class Flow:
    """What leads from one station to another. `sizes` follow the label once the shapes are known. `way`: "down",
    "across", "corner", or along the "left side" or "right side" of the boxes at a `distance`.
    """

    source: str
    target: str
    label: str = ""
    sizes: str = ""
    way: str = "down"
    distance: int = 14


PANELS = (
    Panel("Part 1: tokenizer", (1,), 20, 620, 0, 1),
    Panel("Parts 2, 3: MLP", (2, 3), 20, 285, 2, 7),
    Panel("Parts 5, 6: transformer", (5, 6), 305, 620, 2, 18),
    Panel("Parts 4, 6: one head of four", (4, 6), 665, 1010, 5, 13),
    Panel("Writing", (WRITING,), 305, 620, 19, 19),
)

STATIONS = (
    Station("characters", (9,), "Part 1: tokenizer", 0, 190, 450, "“Tom had a”", is_given=True),
    Station("trace_ids", (9,), "Part 1: tokenizer", 1, 190, 450, "code points, below 256"),
    *(
        Station(name, shape, "Parts 2, 3: MLP", row, 45, 265)
        for row, (name, shape) in enumerate(
            (
                ("mlp_embeddings", (9, 32)), ("mlp_before_relu", (9, 128)), ("mlp_hidden", (9, 128)),
                ("mlp_output", (9, 32)), ("mlp_logits", (9, 256)), ("mlp_next_ids", (9,)),
            ),
            start=2,
        )
    ),
    *(
        Station(name, shape, "Parts 5, 6: transformer", row, 355, 595)
        for name, shape, row in (
            ("token_embeddings", (9, 32), 2), ("position_embeddings", (9, 32), 3), ("x", (9, 32), 4),
            ("normed", (9, 32), 5), ("attention_output", (9, 32), 13), ("after_attention", (9, 32), 14),
            ("normed_2", (9, 32), 15), ("hidden", (9, 128), 16), ("after_mlp", (9, 32), 17), ("logits", (9, 256), 18),
        )
    ),
    *(
        Station(name, shape, "Parts 4, 6: one head of four", row, left, right)
        for name, shape, row, left, right in (
            ("q", (9, 8), 6, 682, 778), ("k", (9, 8), 6, 786, 882), ("v", (9, 8), 6, 890, 986),
            ("raw_scores", (9, 9), 7, 682, 868), ("scaled_scores", (9, 9), 8, 682, 868), ("mask", (9, 9), 8, 880, 986),
            ("masked_scores", (9, 9), 9, 682, 868), ("weights", (9, 9), 10, 682, 868),
            ("head_output", (9, 8), 11, 682, 868), ("together", (9, 32), 13, 740, 910),
        )
    ),
    Station("probabilities", (256,), WRITING.title(), 19, 355, 595),
)  # fmt: skip

STEPS = (
    Flow("characters", "trace_ids", "encode_doc"),
    Flow("trace_ids", "mlp_embeddings", "a table", " (256, 32)"),
    Flow("mlp_embeddings", "mlp_before_relu", "linear", ", 32 to 128"),
    Flow("mlp_before_relu", "mlp_hidden", "ReLU"),
    Flow("mlp_hidden", "mlp_output", "linear", ", 128 to 32"),
    Flow("mlp_output", "mlp_logits", "same table, turned"),
    Flow("mlp_logits", "mlp_next_ids", "largest in each row"),
    Flow("trace_ids", "token_embeddings", "a table", " (256, 32)"),
    Flow("position_embeddings", "x", "sum of both"),
    Flow("token_embeddings", "x", way="left side"),
    Flow("x", "normed", "norm_1"),
    Flow("normed", "q", way="across"),
    Flow("normed", "k", way="across"),
    Flow("normed", "v", "get_query, get_key, get_value", way="across"),
    Flow("q", "raw_scores"),
    Flow("k", "raw_scores", "q times k"),
    Flow("raw_scores", "scaled_scores", "divided by √8"),
    Flow("scaled_scores", "masked_scores", "0 or −1e9 added"),
    Flow("mask", "masked_scores", way="corner"),
    Flow("masked_scores", "weights", "softmax over the keys"),
    Flow("weights", "head_output", "times v"),
    Flow("v", "head_output", way="right side"),
    Flow("head_output", "together", "four heads side by side"),
    Flow("together", "attention_output", "to_output", way="across"),
    Flow("attention_output", "after_attention", "x added (residual)"),
    Flow("x", "after_attention", way="left side", distance=30),
    Flow("after_attention", "normed_2", "norm_2"),
    Flow("normed_2", "hidden", "MLP: linear and ReLU"),
    Flow("hidden", "after_mlp", "linear, and residual"),
    Flow("after_attention", "after_mlp", way="left side"),
    Flow("after_mlp", "logits", "same table, turned"),
    Flow("logits", "probabilities", "last row, softmax"),
)

PITCH, BOX, TOP, HEADING = 52, 30, 84, 38
"""Distance of rows, height of a box, place of the first row, and room for the name of a panel, in pixels."""
WIDTH = 1030
ROWS = max(station.row for station in STATIONS) + 1
RULES = {
    "text": "font: 13px system-ui, sans-serif; fill: #1a1a1a",
    ".code": "font: 13px ui-monospace, Menlo, Consolas, monospace",
    ".title": "font-size: 17px; font-weight: 600",
    ".name": "font-weight: 600",
    ".panel": "fill: #fafafa; stroke: #767676",
    ".here": "fill: #e3f0fa; stroke: #0072b2; stroke-width: 4px",
    ".box": "fill: #fff; stroke: #1a1a1a",
    ".square": "fill: #fdf0d5",
    ".step": "fill: none; stroke: #444; stroke-width: 1.5px",
    ".label": "font-size: 12px",
    ".flag": "fill: #0072b2",
    ".flag-text": "fill: #fff; font-weight: 600",
}
"""How the elements look. The two colours that say something differ in lightness as well as in hue."""


def draw_architecture(part: int | str | None = None) -> str:
    """The picture as a reader at `part` should see it: "start", 1 to 6, or "writing". None shows all shapes.

    The part is marked, and shapes of what comes in it or later are "?". Raises `ValueError` for another part.
    """
    if part is not None and part not in ORDER:
        raise ValueError(f"there is no part {part!r}: take {START!r}, 1 to 6, or {WRITING!r}")
    name = f"architecture-{'all' if part is None else part}"
    height = _top(ROWS - 1) + BOX + 30
    style = " ".join(f"#{name} {element} {{ {rule} }}" for element, rule in RULES.items())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{escape(TITLE)}</title>',
            f'<desc id="{name}-desc">{escape(describe_architecture(part))}</desc>',
            f"<style>{style}</style>",
            f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0,0 8,4 0,8z" fill="#444"/></marker></defs>',
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text class="title" x="20" y="32">{escape(TITLE)}</text>',
            *(line for panel in PANELS for line in _panel(panel, part)),
            *(_arrow(step, f"{name}-tip") for step in STEPS),
            *(line for station in STATIONS for line in _box(station, part)),
            *(_label(step, part) for step in STEPS if step.label),
            *_legend(part),
            *(_flag(panel) for panel in PANELS if part in panel.parts),
            "</svg>",
        ]
    )


def describe_architecture(part: int | str | None = None) -> str:
    """The same in words: each station with its shape or "?", and what leads to it."""
    here = ", ".join(panel.name for panel in PANELS if part in panel.parts)
    sentences = [f"You are here: {here}."] if here else []
    for panel in PANELS:
        stations = [station for station in STATIONS if station.panel == panel.name]
        sentences.append(f"{panel.name}: {'; '.join(_in_words(station, part) for station in stations)}.")
    return " ".join(sentences)


def shape_seen(station: Station, part: int | str | None) -> str:
    """The shape, or "?" for a reader at `part` who has not traced the station yet."""
    return station.shape_text if station.is_given or _is_traced(station, part) else UNKNOWN


def _is_traced(station: Station, part: int | str | None) -> bool:
    last = next(panel.parts[-1] for panel in PANELS if panel.name == station.panel)
    return part is None or ORDER.index(last) < ORDER.index(part)


def _text(step: Flow, part: int | str | None) -> str:
    return step.label + (step.sizes if _is_traced(_station(step.target), part) else "")


def _in_words(station: Station, part: int | str | None) -> str:
    steps = [step for step in STEPS if step.target == station.name]
    sources = " and ".join(step.source for step in steps)
    labels = ", ".join(_text(step, part) for step in steps if step.label)
    way = f", from {sources}" + (f" ({labels})" if labels else "") if steps else ""
    return f"{station.name} {shape_seen(station, part)}{way}"


def _station(name: str) -> Station:
    return next(station for station in STATIONS if station.name == name)


def _top(row: int) -> int:
    """The upper edge of the boxes of a row."""
    return TOP + row * PITCH + HEADING * ((row >= 2) + (row >= ROWS - 1))


def _panel(panel: Panel, part: int | str | None) -> Iterator[str]:
    y, end = _panel_top(panel), _top(panel.last_row) + BOX + 8
    kind = "here" if part in panel.parts else "panel"
    yield (
        f'<rect class="{kind}" x="{panel.left}" y="{y}" width="{panel.right - panel.left}" height="{end - y}" rx="8"/>'
    )
    yield f'<text class="name" x="{panel.left + 10}" y="{y + 18}">{escape(panel.name)}</text>'


def _panel_top(panel: Panel) -> int:
    return _top(panel.first_row) - (28 if panel.first_row == 0 else HEADING + 4)


def _box(station: Station, part: int | str | None) -> Iterator[str]:
    y = _top(station.row)
    kind = "box square" if station.shape == (9, 9) and _is_traced(station, part) else "box"
    width = station.right - station.left
    yield f'<rect class="{kind}" x="{station.left}" y="{y}" width="{width}" height="{BOX}" rx="4"/>'
    yield f'<text class="code" x="{station.left + 8}" y="{y + 20}">{escape(station.name)}</text>'
    shape = escape(shape_seen(station, part))
    yield f'<text class="code" x="{station.right - 8}" y="{y + 20}" text-anchor="end">{shape}</text>'
    if station.says:
        yield f'<text x="{station.right + 8}" y="{y + 20}">{escape(station.says)}</text>'


def _arrow(step: Flow, tip: str) -> str:
    source, target = _station(step.source), _station(step.target)
    below, above = _top(source.row) + BOX, _top(target.row)
    here, there = _top(source.row) + BOX // 2, _top(target.row) + BOX // 2
    if step.way == "left side":
        path = f"M{source.left},{here + 7} H{source.left - step.distance} V{there - 7} H{target.left}"
    elif step.way == "right side":
        path = f"M{source.right},{here} H{source.right + step.distance} V{there} H{target.right}"
    elif step.way == "corner":
        path = f"M{source.centre_x},{below} V{there} H{target.right}"
    elif step.way == "across" and source.row == target.row:
        path = f"M{source.left},{here} H{target.right}"
    elif step.way == "across":
        path = f"M{source.right},{here} H{target.centre_x} V{above}"
    else:
        x = _down(source, target)
        start = f"M{x},{below}" if source.left <= x <= source.right else f"M{source.centre_x},{below} v7 H{x}"
        path = f"{start} V{above}"
    return f'<path class="step" d="{path}" marker-end="url(#{tip})"/>'


def _down(source: Station, target: Station) -> int:
    """Where the arrow from one box to another one below it arrives."""
    is_inside = target.left <= source.centre_x <= target.right
    return source.centre_x if is_inside and not source.left <= target.centre_x <= source.right else target.centre_x


def _label(step: Flow, part: int | str | None) -> str:
    source, target = _station(step.source), _station(step.target)
    if step.way == "across":
        x, y = (682, _top(source.row) + BOX // 2 - 6) if source.row != target.row else (674, _top(source.row) + 10)
    else:
        x, y = _down(source, target) + 8, _top(target.row) - 8
    return f'<text class="label" x="{x}" y="{y}">{escape(_text(step, part))}</text>'


def _flag(panel: Panel) -> str:
    x, y = panel.right - 130, _panel_top(panel) - 17
    return (
        f'<rect class="flag" x="{x}" y="{y}" width="120" height="22" rx="11"/>'
        f'<text class="flag-text" x="{x + 60}" y="{y + 16}" text-anchor="middle">★ you are here</text>'
    )


def _legend(part: int | str | None) -> Iterator[str]:
    y = _top(9)
    seen = [shape_seen(station, part) for station in STATIONS]
    lines = (
        "A box is data: its name and shape.",
        *(["“?” is a shape for you to predict."] if UNKNOWN in seen else []),
        "An arrow is a step that computes.",
        "9 characters, 256 in the vocabulary,",
        "embeddings of 32, hidden layers of 128,",
        "4 heads of 8. Only in a head do",
        "characters meet.",
        *(["Shaded: one number for each pair", "of characters."] if "(9, 9)" in seen else []),
    )
    for number, line in enumerate(lines):
        yield f'<text x="30" y="{y + 22 * number}">{escape(line)}</text>'
