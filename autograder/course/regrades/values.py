"""Values as text for a person: a tensor with its type, its shape and its numbers, in a few lines."""

from collections.abc import Sequence
from typing import Any

import torch

MOST_LINES = 12
MOST_SHORT = 160
"""Characters of an argument."""
MOST_SIDE = 8
"""Rows and columns of a matrix."""
MOST_INLINE = 12
"""Numbers of an argument that is written out."""


def shown(value: Any) -> str:
    """A value in a few lines."""
    if isinstance(value, torch.Tensor):
        head = kind_of(value)
        if value.is_meta:
            return f"{head}, on another device"
        return "\n".join([head, *_numbers(value.detach().cpu())])
    if isinstance(value, dict):
        return cut("\n".join(f"{name}: {shown(item)}" for name, item in value.items()))
    return cut(repr(value))


def short(value: Any) -> str:
    """A value in a few words: a small tensor with its numbers."""
    if isinstance(value, torch.Tensor):
        if value.numel() <= MOST_INLINE and not value.is_meta:
            return f"tensor({_nested(value.detach().cpu())})"
        return kind_of(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {short(item)}" for name, item in list(value.items())[:6]) + "}"
    if isinstance(value, list | tuple) and any(isinstance(item, torch.Tensor) for item in value):
        return f"[{', '.join(map(short, value[:6]))}]"
    text = repr(value)
    return text if len(text) <= MOST_SHORT else text[:MOST_SHORT] + "…"


def kind_of(tensor: torch.Tensor) -> str:
    """The type and the shape of a tensor."""
    return f"{str(tensor.dtype).removeprefix('torch.')} {tuple(tensor.shape)}"


def cut(text: str, most: int = MOST_LINES) -> str:
    """A text cut to this number of lines, none of them endless."""
    lines = text.split("\n")
    more = [f"… {len(lines) - most} more lines"] if len(lines) > most else []
    return "\n".join([line[: 2 * MOST_SHORT] for line in lines[:most]] + more)


def _numbers(tensor: torch.Tensor) -> list[str]:
    """The numbers of a tensor as a matrix; of one with more dimensions, the first matrix."""
    if not tensor.numel():
        return []
    place = ""
    while tensor.dim() > 2:
        place += "0, "
        tensor = tensor[0]
    rows: list[list[Any]] = (tensor if tensor.dim() == 2 else tensor.reshape(1, -1)).tolist()
    cells = [[_cell(number) for number in _ends(row)] for row in _ends(rows) if row is not None]
    width = max((len(cell) for row in cells for cell in row), default=1)
    lines = ["  ".join(cell.rjust(width) for cell in row) for row in cells]
    if len(rows) > MOST_SIDE:
        lines.insert(MOST_SIDE // 2, "…")
    return [f"[{place}:, :]" if place else "", *lines] if place else lines


def _ends(items: Sequence[Any]) -> list[Any]:
    """The first and the last items of a long list; for numbers, with a gap in the place of the others."""
    if len(items) <= MOST_SIDE:
        return list(items)
    half = MOST_SIDE // 2
    gap = [] if isinstance(items[0], list) else [None]
    return [*items[:half], *gap, *items[-half:]]


def _cell(number: Any) -> str:
    if number is None:
        return "…"
    return f"{number:.4g}" if isinstance(number, float) else str(number)


def _nested(tensor: torch.Tensor) -> str:
    def text(value: Any) -> str:
        return f"[{', '.join(map(text, value))}]" if isinstance(value, list) else _cell(value)

    return text(tensor.tolist())
