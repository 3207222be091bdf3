"""What takes the place of functions and classes in a student's process: calls go to the host, values come back."""

import importlib
import importlib.abc
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor, nn

from ..requests import Substitute
from .describe import LEARNING, TORCH, Node, layout
from .peer import Lease, Peer
from .values import Unpacking

PLACE = "_stand_in"
"""The attribute of a proxy model that names the model of the reference behind it."""


class Place:
    """Which module of which model of the host's a stand-in belongs to."""

    def __init__(self, model: Lease, number: int, nodes: list[Node]):
        self.model, self.number, self.nodes = model, number, nodes
        self.layout = layout(nodes, number)

    def __deepcopy__(self, memo: Any) -> "Place":
        return self


class StandIn(nn.Module):
    """A stand-in for a model of the reference's: its layers and parameters are here, its methods elsewhere."""

    def __init__(self, *args: Any, **kwargs: Any):
        nn.Module.__init__(self)
        type(self)._make(self, args, kwargs)  # type: ignore[attr-defined]


class Stubs:
    """Makes stand-ins that ask one peer, for a package."""

    def __init__(self, peer: Peer, package: str):
        self.peer, self.package = peer, package
        self.classes: dict[tuple[str, str], type[StandIn]] = {}

    def stub(self, module: str, name: str) -> Any:
        """The proxy for this name of a module; a constant is there as its value."""
        answer, tensors = self.peer.ask({"do": "describe", "module": module, "name": name})
        match answer["kind"]:
            case "function":
                return self.function(module, name)
            case "class":
                return self.class_(answer["path"], answer["class"], (module, name))
        return Unpacking(tensors).unpack(answer["value"])

    def contents(self, module: str) -> dict[str, Any]:
        """The constants of a module, and what it imports."""
        answer, tensors = self.peer.ask({"do": "contents", "module": module})
        values: dict[str, Any] = {}
        for name, path, attribute in answer["imports"]:
            imported = importlib.import_module(path)
            values[name] = getattr(imported, attribute) if attribute else imported
        unpacking = Unpacking(tensors)
        return values | {name: unpacking.unpack(tree) for name, tree in answer["constants"]}

    def function(self, module: str, name: str) -> Callable[..., Any]:
        """A function that is called where the reference is."""

        def stand_in(*args: Any, **kwargs: Any) -> Any:
            return self.value(*self.peer.call({"do": "call", "module": module, "name": name}, args, kwargs))

        stand_in.__name__ = stand_in.__qualname__ = name
        stand_in.__module__ = f"{self.package}.{module}"
        return stand_in

    def class_(self, path: Sequence[str], described: dict[str, Any], makes: tuple[str, str] | None) -> type[StandIn]:
        """The proxy class for one of the reference's; `makes` is the name by which it can be called."""
        key = (path[0], path[1])
        if key not in self.classes:
            base = _torch(*described["base"])
            members = {"__module__": path[0], "__qualname__": path[1], "_make": _cannot_be_made}
            members |= {name: self.method(name) for name in described["methods"]}
            members |= {name: property(self.method(name)) for name in described["properties"]}
            members |= {name: Unpacking([]).unpack(tree) for name, tree in described["constants"]}
            self.classes[key] = type(path[1], (StandIn,) if base is nn.Module else (StandIn, base), members)
        if makes:
            self.classes[key]._make = self.maker(*makes)  # type: ignore[attr-defined]
        return self.classes[key]

    def maker(self, module: str, name: str) -> Callable[..., None]:
        """A function that makes a fresh stand-in what a call of the class gives."""

        def make(fresh: StandIn, args: Any, kwargs: Any) -> None:
            answer, tensors = self.peer.call({"do": "call", "module": module, "name": name}, args, kwargs)
            self.models(answer, tensors, fresh)

        return make

    def method(self, name: str) -> Callable[..., Any]:
        """A method that is called where the reference is, with the parameters of the moment."""

        def stand_in(model: StandIn, *args: Any, **kwargs: Any) -> Any:
            place: Place = getattr(model, PLACE)
            modules = [(_below(model, path), names) for path, _, names in place.layout]
            what = {
                "do": "method", "model": place.model.number, "number": place.number, "name": name,
                "learning": [getattr(module, LEARNING) for module, _ in modules],
            }  # fmt: skip
            state = [getattr(module, each) for module, names in modules for each in names]
            return self.value(*self.peer.call(what, args, kwargs, state))

        stand_in.__name__ = name
        return stand_in

    def value(self, answer: dict[str, Any], tensors: list[Tensor]) -> Any:
        """The value of an answer."""
        return Unpacking(tensors, self.models(answer, tensors)).unpack(answer["value"])

    def models(self, answer: dict[str, Any], tensors: list[Tensor], fresh: StandIn | None = None) -> list[nn.Module]:
        """The models of an answer; the first one is made out of `fresh`."""
        models: list[nn.Module] = []
        for number, described in answer["models"]:
            models.append(self.model(number, described, tensors, fresh if not models else None))
        return models

    def model(self, number: int, described: dict[str, Any], tensors: list[Tensor], fresh: StandIn | None) -> nn.Module:
        """A model of this number, as it is described."""
        for path, each in described["classes"]:
            self.class_(path, each, None)
        lease = Lease(number, self.peer.freed["models"])
        nodes = described["nodes"]
        modules = [self.shell(node) for node in nodes]
        if fresh is not None:
            modules[0] = fresh
        parameters = {
            place: nn.Parameter(tensors[place], requires_grad=place in described["learned"])
            for node in nodes
            for place in node["parameters"].values()
            if place is not None
        }
        unpacking = Unpacking(tensors)
        for place, (module, node) in enumerate(zip(modules, nodes, strict=True)):
            if node["ours"]:
                vars(module)[PLACE] = Place(lease, place, nodes)
            for name, tree in node["plain"]:
                is_torch = isinstance(tree, dict) and TORCH in tree
                vars(module)[name] = _torch(*tree[TORCH]) if is_torch else unpacking.unpack(tree)
            for name, tensor in node["parameters"].items():
                module._parameters[name] = None if tensor is None else parameters[tensor]
            for name, tensor in node["buffers"].items():
                module._buffers[name] = None if tensor is None else tensors[tensor]
            for name, child in node["children"].items():
                module._modules[name] = None if child is None else modules[child]
            module._non_persistent_buffers_set.update(node["transient"])
            setattr(module, LEARNING, node["learning"])
        return modules[0]

    def shell(self, node: Node) -> nn.Module:
        """A module of the right class that holds nothing yet."""
        path = node["type"]
        kind: type[nn.Module] = self.classes[path[0], path[1]] if node["ours"] else _torch(*path)
        module = kind.__new__(kind)
        nn.Module.__init__(module)
        return module


class StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports some modules of the package with stand-ins in them."""

    def __init__(self, stubs: Stubs, stage: str):
        self.stubs, self.stage = stubs, stage
        self.substitutes: dict[str, Substitute] = {}

    def use(self, substitute: Substitute) -> None:
        """From now on import a module like this."""
        if not self.substitutes:
            sys.meta_path.insert(0, self)
        self.substitutes[substitute.module] = substitute

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        package, _, module = fullname.rpartition(".")
        if package == self.stubs.package and module in self.substitutes:
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def exec_module(self, module: Any) -> None:
        substitute = self.substitutes[module.__name__.rpartition(".")[2]]
        if substitute.whole:
            module.__dict__.update(self.stubs.contents(substitute.module))
        else:
            source = os.path.join(self.stage, self.stubs.package, substitute.module + ".py")
            with open(source, "rb") as file:
                exec(compile(file.read(), source, "exec"), module.__dict__)
        for name in substitute.names:
            module.__dict__[name] = self.stubs.stub(substitute.module, name)


def _below(module: nn.Module, path: Sequence[str]) -> nn.Module:
    for name in path:
        module = getattr(module, name)
    return module


def _torch(module: str, name: str) -> Any:
    """A class or function of torch's by its path."""
    if module.partition(".")[0] != TORCH:
        raise TypeError(f"a {module}.{name} cannot be built without the reference's process")
    return getattr(importlib.import_module(module), name)


def _cannot_be_made(fresh: StandIn, args: Any, kwargs: Any) -> None:
    raise TypeError(f"{type(fresh).__name__} is not one of the names that are provided")
