"""Values between a stand-in and its host: a tree that JSON can hold, and next to it the tensors of the tree.

Neither end unpickles anything. A tree has numbers, strings, None, and dicts with one entry that says what is in it.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from ..wire import DTYPES, Channel, WireError

Tree = Any
Message = tuple[dict[str, Any], list[Tensor]]


class Unsendable(TypeError):
    """A value that cannot be sent from one process to another."""


class Packing:
    """Takes values apart. `tensors` and `generators` are those that were in them, by number.

    A generator becomes the number of its state among the tensors. `of_model` gives the number of a model; without
    it, models cannot be sent.
    """

    def __init__(self, of_model: Callable[[nn.Module], int] | None = None):
        self.tensors: list[Tensor] = []
        self.generators: list[torch.Generator] = []
        self.of_model = of_model

    def add(self, tensor: Tensor) -> int:
        """The number of one more tensor."""
        self.tensors.append(tensor)
        return len(self.tensors) - 1

    def pack(self, value: Any) -> Tree:
        """The tree of a value; raises `Unsendable`."""
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, Tensor):
            return {"tensor": self.add(value)}
        if isinstance(value, list | tuple):
            return {"tuple" if isinstance(value, tuple) else "list": [self.pack(item) for item in value]}
        if isinstance(value, dict):
            return {"dict": [[self.pack(key), self.pack(item)] for key, item in value.items()]}
        if isinstance(value, torch.device):
            return {"device": str(value)}
        if isinstance(value, torch.dtype):
            return {"dtype": str(value).removeprefix("torch.")}
        if isinstance(value, torch.Generator):
            self.generators.append(value)
            return {"generator": self.add(value.get_state())}
        if isinstance(value, slice):
            return {"slice": [self.pack(part) for part in (value.start, value.stop, value.step)]}
        if isinstance(value, nn.Module) and self.of_model:
            return {"model": self.of_model(value)}
        raise Unsendable(f"a {type(value).__name__} cannot be sent to or from the reference's process")


class Unpacking:
    """Puts values together again, of a tree and tensors; `generators` are those that were made on the way."""

    def __init__(self, tensors: Sequence[Tensor], models: Sequence[nn.Module] = ()):
        self.tensors, self.models = tensors, models
        self.generators: list[torch.Generator] = []

    def unpack(self, tree: Tree) -> Any:
        """The value of a tree; raises `ValueError`, and whatever follows from numbers and types that are wrong."""
        if tree is None or isinstance(tree, bool | int | float | str):
            return tree
        ((tag, body),) = tree.items()
        match tag:
            case "tensor":
                return self.tensors[body]
            case "list":
                return [self.unpack(item) for item in body]
            case "tuple":
                return tuple(self.unpack(item) for item in body)
            case "dict":
                return {self.unpack(key): self.unpack(item) for key, item in body}
            case "device":
                return torch.device(body)
            case "dtype":
                return DTYPES[body]
            case "generator":
                generator = torch.Generator()
                generator.set_state(self.tensors[body])
                self.generators.append(generator)
                return generator
            case "slice":
                return slice(*(self.unpack(part) for part in body))
            case "model":
                return self.models[body]
        raise ValueError(f"a value with the unknown tag {str(tag)[:20]!r}")


def send(channel: Channel, content: dict[str, Any], tensors: Sequence[Tensor]) -> None:
    """Send one message; raises `WireError`."""
    channel.send({"content": json.dumps(content).encode(), "tensors": list(tensors)})


def receive(channel: Channel) -> Message:
    """The next message; raises `WireError` for anything else."""
    message = channel.receive()
    if not isinstance(message, dict) or set(message) != {"content", "tensors"}:
        raise WireError("a message that is none")
    try:
        content = json.loads(message["content"])
    except (TypeError, ValueError, RecursionError):
        raise WireError("a message without content") from None
    tensors = message["tensors"]
    if not isinstance(content, dict) or not isinstance(tensors, list):
        raise WireError("a message without content")
    if not all(isinstance(tensor, Tensor) for tensor in tensors):
        raise WireError("a message with something else among its tensors")
    return content, tensors
