"""What a host says about the reference's classes and models, so that stand-ins for them can be built.

torch's own layers are described by their state and built again as what they are. Of a class of the reference, only the
names of what it offers are described, and what its instances hold.
"""

import types
from collections.abc import Iterator
from typing import Any

from torch import nn

from .values import Packing, Unsendable

INTERNAL = frozenset(vars(nn.Module()))
"""What every module holds, and torch manages."""
LEARNING = next(name for name, value in vars(nn.Module()).items() if value is True)
"""The attribute that says whether a module learns or is in use (`nn.Module.train`)."""
Node = dict[str, Any]
"""One module of a description."""
Layout = list[tuple[tuple[str, ...], int, list[str]]]
"""By module: the path to it, its number, and the names of its parameters and buffers."""
TORCH = "torch"


def is_of(package: str, kind: Any) -> bool:
    """Whether a class or function belongs to a package."""
    return str(getattr(kind, "__module__", "")).partition(".")[0] == package


def describe_class(kind: type, package: str) -> dict[str, Any]:
    """The public methods, properties and plain constants of a subclass of `nn.Module`, and torch's class below it.

    What `nn.Module` has itself works where the stand-in is, and is left out.
    """
    own = [each for each in reversed(kind.__mro__) if is_of(package, each)]
    attributes = {name: value for each in own for name, value in vars(each).items() if not name.startswith("_")}
    new = {name: value for name, value in attributes.items() if name == "forward" or not hasattr(nn.Module, name)}
    callables = (types.FunctionType, staticmethod, classmethod)
    return {
        "methods": [name for name, value in new.items() if isinstance(value, callables)],
        "properties": [name for name, value in new.items() if isinstance(value, property)],
        "constants": list(_plain(new, Packing())),
        "base": path_of(next(each for each in kind.__mro__ if not is_of(package, each))),
    }


def describe_model(model: nn.Module, package: str, packing: Packing) -> dict[str, Any]:
    """A model, module by module, with its tensors in `packing`; a tensor with several names is there once.

    Raises `Unsendable` where a layer of torch's holds something that cannot be sent.
    """
    modules = list(model.modules())
    numbers = {id(module): number for number, module in enumerate(modules)}
    tensors: dict[int, int] = {}
    learned: list[int] = []

    def number(tensor: Any) -> int | None:
        if tensor is None:
            return None
        if id(tensor) not in tensors:
            tensors[id(tensor)] = packing.add(tensor.detach())
            if tensor.requires_grad:
                learned.append(tensors[id(tensor)])
        return tensors[id(tensor)]

    def node(module: nn.Module) -> Node:
        ours = is_of(package, type(module))
        attributes = {name: value for name, value in vars(module).items() if name not in INTERNAL}
        if ours:
            attributes = {name: value for name, value in attributes.items() if not name.startswith("_")}
        return {
            "type": path_of(type(module)),
            "ours": ours,
            "plain": list(_plain(attributes, packing) if ours else _all(attributes, packing)),
            "parameters": {name: number(value) for name, value in module._parameters.items()},
            "buffers": {name: number(value) for name, value in module._buffers.items()},
            "transient": sorted(module._non_persistent_buffers_set),
            "children": {name: child and numbers[id(child)] for name, child in module._modules.items()},
            "learning": getattr(module, LEARNING),
        }

    nodes = [node(module) for module in modules]
    classes = {type(module): "" for module in modules if is_of(package, type(module))}
    return {
        "nodes": nodes,
        "learned": learned,
        "classes": [[path_of(kind), describe_class(kind, package)] for kind in classes],
    }


def path_of(kind: Any) -> list[str]:
    """The module and the name of a class or function."""
    return [kind.__module__, kind.__qualname__]


def layout(nodes: list[Node], first: int) -> Layout:
    """Where the tensors are that a call of the module `first` needs. Both ends go through them in this order."""
    return list(_below(nodes, first, (), set()))


def _below(
    nodes: list[Node], number: int, path: tuple[str, ...], seen: set[int]
) -> Iterator[tuple[tuple[str, ...], int, list[str]]]:
    if number in seen:
        return
    seen.add(number)
    node = nodes[number]
    tensors = node["parameters"] | node["buffers"]
    yield path, number, [name for name, tensor in tensors.items() if tensor is not None]
    for name, child in node["children"].items():
        if child is not None:
            yield from _below(nodes, child, (*path, name), seen)


def _plain(attributes: dict[str, Any], packing: Packing) -> Iterator[list[Any]]:
    """Those attributes that can be sent, with names."""
    for name, value in attributes.items():
        length = len(packing.tensors)
        try:
            yield [name, packing.pack(value)]
        except Unsendable:
            del packing.tensors[length:]


def _all(attributes: dict[str, Any], packing: Packing) -> Iterator[list[Any]]:
    """All attributes of a layer of torch's, with names; functions and classes of torch by their path."""
    for name, value in attributes.items():
        if is_of(TORCH, value) and hasattr(value, "__qualname__"):
            yield [name, {TORCH: path_of(value)}]
        else:
            yield [name, packing.pack(value)]
