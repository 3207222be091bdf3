"""Notes what a test saw of your work, so that it can be compared with the values of well-known mistakes."""

import functools
import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch
from torch import Tensor

from .expect import TOLERANCES

KEPT_NUMBERS = 24
"""How many numbers of a large tensor are kept, spread evenly over it."""
SUMMED_NUMBERS = 100_000
"""How many numbers of a larger one are summed up."""
REMEMBERED = 1000
"""For tensors with up to this many numbers, the weights of the sums are kept: 2 MB in all."""
PLAIN = frozenset({type(None), bool, int, float, str})
"""Types of most items of long lists, which need no closer look."""
USUAL = 1e6
"""Larger numbers mean "never", as in an additive mask, and say nothing about rounding."""


def recorded(lab: Any, events: list[Any]) -> "Recorder":
    """The view `lab`, which also notes the result of every call in `events`; tests cannot tell the difference."""
    return Recorder(lab, events)


class Recorder:
    """A proxy for the view of a lab, or for a module, model or trace of it."""

    def __init__(self, target: Any, events: list[Any]):
        self._target, self._events = target, events

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._noted(lambda: getattr(self._target, name))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._noted(lambda: self._target(*_bare(args), **_bare(kwargs)))

    def _noted(self, action: Callable[[], Any]) -> Any:
        """What an action gives, or raises, and a note of it; what can be called or asked further is wrapped."""
        try:
            value = action()
        except Exception as error:
            self._events.append({"raised": getattr(error, "type_name", type(error).__name__)})
            raise
        if callable(value) or isinstance(value, ModuleType) or getattr(type(value), "is_view", False):
            return Recorder(value, self._events)
        self._events.append(summary(value))
        return value

    def __repr__(self) -> str:
        return repr(self._target)


def summary(value: Any) -> Any:
    """A value as plain data that fits in a file: a tensor's dtype, shape and some of its numbers.

    Two sums over all of its numbers are among them, so that no number of a large tensor goes unseen.
    """
    if isinstance(value, Tensor):
        numbers = _numbers(value)
        return {"dtype": str(value.dtype), "shape": list(value.shape), "numbers": numbers}
    if isinstance(value, dict):
        return {"keys": [str(key) for key in value], "values": [summary(item) for item in value.values()]}
    if hasattr(value, "_fields"):  # what load_state_dict returns
        return None
    if isinstance(value, list | tuple):
        return [item if type(item) in PLAIN else summary(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float | str) else type(value).__name__


def alike(first: Any, second: Any) -> bool:
    """Whether two summaries are those of the same value, within what the order of sums makes of floats."""
    if type(first) is not type(second):
        return False
    if isinstance(first, dict) and first.keys() == second.keys() == {"dtype", "shape", "numbers"}:
        same_kind = first["dtype"] == second["dtype"] and first["shape"] == second["shape"]
        return same_kind and _close(first["numbers"], second["numbers"], _tolerance(first["dtype"]))
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(alike(first[key], second[key]) for key in first)
    if isinstance(first, list):
        return len(first) == len(second) and all(map(alike, first, second))
    if isinstance(first, float):
        return _close([first], [second], TOLERANCES[torch.float32])
    return bool(first == second)


def _bare(value: Any) -> Any:
    """An argument without wrapping; a tensor is copied, so that a call cannot change the test's own."""
    if isinstance(value, Recorder):
        return value._target
    if isinstance(value, Tensor):
        return value.detach().clone()
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(item if type(item) in PLAIN else _bare(item) for item in value)
    return value


def _numbers(tensor: Tensor) -> list[float]:
    if tensor.is_meta or not tensor.numel():
        return []
    flat = tensor.detach().flatten()[:SUMMED_NUMBERS].to("cpu", torch.float64)
    kept = flat[:: -(-len(flat) // KEPT_NUMBERS)]
    weights = _remembered_weights if len(flat) <= REMEMBERED else _weights
    return kept.tolist() + (flat * weights(len(flat))).mean(dim=-1).tolist()


def _weights(length: int) -> Tensor:
    """What each number is multiplied with in the two sums: (2, length)"""
    angles = torch.arange(length, dtype=torch.float64)
    return torch.stack([angles.cos(), (2.7 * angles).sin()])


_remembered_weights = functools.lru_cache(maxsize=128)(_weights)


def _tolerance(dtype: str) -> float:
    """That of a dtype; whole numbers are as exact as the sums over them, which are floats of 64 bits."""
    return TOLERANCES.get(getattr(torch, dtype.removeprefix("torch.")), TOLERANCES[torch.float64])


def _close(first: list[float], second: list[float], tolerance: float) -> bool:
    """Whether numbers are as close as the tests ask for; infinities and NaN have to stand in the same places."""
    largest = max([1.0, *(abs(number) for number in second if abs(number) < USUAL)])
    return len(first) == len(second) and all(
        a == b
        or (math.isnan(a) and math.isnan(b))
        or (math.isfinite(a) and math.isfinite(b) and abs(a - b) <= tolerance * max(largest, abs(b)))
        for a, b in zip(first, second, strict=True)
    )
