"""Requests and values in a few words, for a trace."""

from typing import Any

import torch

from autograder.grading.sandbox.requests import Call, Constant, Method, Probe, Request
from autograder.grading.sandbox.wire import Device, Handle, Seed

MOST = 120
"""Characters of one value."""


def described(label: str, request: Request) -> str:
    """A request as a call with its arguments, in a few words."""
    match request:
        case Call(args=args, kwargs=kwargs) | Method(args=args, kwargs=kwargs) | Probe(args=args, kwargs=kwargs):
            named = [f"{name}={shape_of(value)}" for name, value in kwargs.items()]
            return f"{label}({', '.join([*map(shape_of, args), *named])})"
        case Constant():
            return f"the constant {label}"
    return label


def shape_of(value: Any) -> str:
    """A value in a few words: type and shape of a tensor, else the beginning of its `repr`."""
    match value:
        case torch.Tensor():
            return f"{str(value.dtype).removeprefix('torch.')} {tuple(value.shape)}"
        case Handle(number):
            return f"model #{number}"
        case Device(name):
            return f"device {name}"
        case Seed(number):
            return f"generator of seed {number}"
    if isinstance(value, list | tuple):
        inside = ", ".join(map(shape_of, value))
        text = f"[{inside}]" if isinstance(value, list) else f"({inside})"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{key}: {shape_of(item)}" for key, item in value.items()) + "}"
    else:
        text = repr(value)
    return text if len(text) <= MOST else text[: MOST - 3] + "..."
