"""The process with the reference: answers stand-ins in a student's process, of which it believes nothing.

It has no code of the student's, and the student's process has none of ours. What can be asked for is what is listed
here: the names that the judge provides, the methods of models that came of them, and gradients.
"""

import importlib
import importlib.abc
import importlib.util
import itertools
import marshal
import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn

from ..requests import Substitute, from_wire
from ..wire import Channel, WireError
from .describe import LEARNING, Layout, Node, describe_class, describe_model, is_of, layout, path_of
from .devices import numbers_of, placed, pretended
from .peer import CLOSED
from .values import Message, Packing, Unpacking, Unsendable, receive, send

Reply = tuple[dict[str, Any], list[Tensor]]


def serve(connection: socket.socket, peer: socket.socket, stage: str) -> None:
    """Take the reference from the judge, and answer what comes over `peer` until that is closed.

    The folder `stage` has the checks.
    """
    os.chdir(stage)
    sys.path.append(stage)
    sys.dont_write_bytecode = True
    reference = Channel(connection).receive()
    sys.meta_path.insert(0, ReferenceFinder(reference["package"], reference["modules"]))
    host = Host(reference["package"], [from_wire(each) for each in reference["substitutes"]])  # type: ignore[misc]
    channel = Channel(peer)
    while True:
        try:
            reply = host.answer(*receive(channel))
        except WireError as error:
            if str(error) == CLOSED:
                return
            reply = _error(error)
        try:
            send(channel, *reply)
        except WireError as error:
            if str(error) == CLOSED:
                return
            send(channel, *_error(Unsendable(str(error))))


class ReferenceFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the modules of the reference from their byte code."""

    def __init__(self, package: str, modules: dict[str, bytes]):
        self.codes = {f"{package}.{name}".removesuffix(".__init__"): code for name, code in modules.items()}
        self.codes.setdefault(package, marshal.dumps(compile("", package, "exec")))

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname not in self.codes:
            return None
        is_package = any(name.startswith(fullname + ".") for name in self.codes)
        return importlib.util.spec_from_loader(fullname, self, is_package=is_package)

    def exec_module(self, module: ModuleType) -> None:
        exec(marshal.loads(self.codes[module.__name__]), module.__dict__)


@dataclass
class Kept:
    """A model that stand-ins refer to, with its modules, and their description."""

    modules: list[nn.Module]
    nodes: list[Node]
    layouts: dict[int, Layout] = field(default_factory=dict)

    def layout(self, number: int) -> Layout:
        """Where the tensors of a module of this number are."""
        if number not in self.layouts:
            self.layouts[number] = layout(self.nodes, number)
        return self.layouts[number]


@dataclass
class Target:
    """What is called; and of the model that it belongs to each buffer, with the number of its tensor in the request."""

    function: Callable[..., Any]
    buffers: list[tuple[nn.Module, str, int]] = field(default_factory=list)


@dataclass
class Graph:
    """What a call computed, for the way back."""

    outputs: dict[int, Tensor]
    inputs: list[Tensor]


class Host:
    """Answers requests. The names of `substitutes` can be asked for, and nothing else."""

    def __init__(self, package: str, substitutes: Sequence[Substitute]):
        self.package = package
        self.provided = {(each.module, name) for each in substitutes for name in each.names}
        self.whole = {each.module for each in substitutes if each.whole}
        self.models: dict[int, Kept] = {}
        self.graphs: dict[int, Graph] = {}
        self.classes: dict[type, dict[str, Any]] = {}
        self.numbers = itertools.count()
        self.chance = torch.default_generator.get_state()

    def answer(self, content: dict[str, Any], tensors: list[Tensor]) -> Reply:
        """What a request asks for, or the exception that came instead."""
        try:
            self.forget(content["free"])
            match content["do"]:
                case "describe":
                    return self.describe(content["module"], content["name"])
                case "contents":
                    return self.contents(content["module"])
                case "call":
                    target = Target(self.named(content["module"], content["name"]))
                    return self.call(target, content, self.prepared(content, tensors))
                case "method":
                    prepared = self.prepared(content, tensors)
                    return self.call(self.method(content, prepared), content, prepared)
                case "backward":
                    return self.backward(content, tensors)
            raise ValueError("a request of an unknown kind")
        except BaseException as error:
            torch.default_generator.set_state(self.chance)
            return _error(error)

    def forget(self, free: dict[str, list[int]]) -> None:
        """Let go of models and graphs that nobody refers to any more."""
        for number in free["models"]:
            self.models.pop(number, None)
        for number in free["graphs"]:
            self.graphs.pop(number, None)

    def named(self, module: str, name: str) -> Any:
        """Something that is provided; raises `PermissionError` for anything else."""
        if (module, name) not in self.provided:
            raise PermissionError("this name is not provided")
        return getattr(importlib.import_module(f"{self.package}.{module}"), name)

    def describe(self, module: str, name: str) -> Reply:
        """Of which kind something is that is provided, and what there is to know about it."""
        value = self.named(module, name)
        torch.default_generator.set_state(self.chance)  # whatever the import did
        if isinstance(value, type) and issubclass(value, nn.Module):
            return {"kind": "class", "path": path_of(value), "class": self.offered(value)}, []
        if callable(value):
            return {"kind": "function"}, []
        packing = Packing()
        return {"kind": "constant", "value": packing.pack(value)}, packing.tensors

    def contents(self, module: str) -> Reply:
        """The constants of a module that is replaced as a whole, and what it imports from elsewhere."""
        if module not in self.whole:
            raise PermissionError("this module is not provided as a whole")
        found = importlib.import_module(f"{self.package}.{module}")
        torch.default_generator.set_state(self.chance)
        imports, constants, packing = [], [], Packing()
        for name, value in vars(found).items():
            if name.startswith("_") or (module, name) in self.provided:
                continue
            if isinstance(value, ModuleType):
                imports.append([name, value.__name__, ""])
            elif hasattr(value, "__qualname__"):
                path, attribute = path_of(value)
                if path != found.__name__ and getattr(sys.modules.get(path), attribute, None) is value:
                    imports.append([name, path, attribute])
            else:
                length = len(packing.tensors)
                try:
                    constants.append([name, packing.pack(value)])
                except Unsendable:
                    del packing.tensors[length:]
        return {"imports": imports, "constants": constants}, packing.tensors

    def prepared(self, content: dict[str, Any], tensors: list[Tensor]) -> list[Tensor]:
        """The tensors of a call as it gets them."""
        if content["chance"] is not None:
            chance = tensors.pop(content["chance"])
            torch.default_generator.set_state(chance)  # raises where it is no state
            self.chance = chance
        tensors = _placed(tensors, content["there"])
        for number in content["learned"]:
            tensors[number].requires_grad_()
        return tensors

    def method(self, content: dict[str, Any], tensors: list[Tensor]) -> Target:
        """A method of a model that is kept, when this has the state of its stand-in."""
        kept = self.models[content["model"]]
        module, name = kept.modules[content["number"]], content["name"]
        if not is_of(self.package, type(module)):
            raise PermissionError("this is no model of the reference's")
        offered = self.offered(type(module))
        if name not in offered["methods"] and name not in offered["properties"]:
            raise PermissionError("this method is not offered")
        state = iter(content["state"])
        buffers = []
        for (_, number, names), learning in zip(kept.layout(content["number"]), content["learning"], strict=True):
            owner = kept.modules[number]
            setattr(owner, LEARNING, bool(learning))
            for each in names:
                place = next(state)
                if each in owner._parameters:
                    owner._parameters[each] = tensors[place]
                else:
                    owner._buffers[each] = tensors[place]
                    buffers.append((owner, each, place))
        if name in offered["properties"]:
            return Target(lambda: getattr(module, name), buffers)
        return Target(getattr(module, name), buffers)

    def offered(self, kind: type) -> dict[str, Any]:
        """What a class of the reference offers."""
        if kind not in self.classes:
            self.classes[kind] = describe_class(kind, self.package)
        return self.classes[kind]

    def call(self, target: Target, content: dict[str, Any], tensors: list[Tensor]) -> Reply:
        """Call something with the arguments of a request."""
        unpacking = Unpacking(tensors)
        args, kwargs = unpacking.unpack(content["args"]), unpacking.unpack(content["kwargs"])
        before = [_version(tensor) for tensor in tensors]
        copies = [numbers_of(tensors[place])[0].clone() for _, _, place in target.buffers]
        with pretended(content["pretended"]), torch.set_grad_enabled(content["grad"]):
            value = target.function(*args, **kwargs)
        models: list[nn.Module] = []

        def number_of(model: nn.Module) -> int:
            models.append(model)
            return len(models) - 1

        packing = Packing(number_of)
        answer: dict[str, Any] = {"value": packing.pack(value), "outputs": len(packing.tensors)}
        outputs = list(packing.tensors)
        learned = [number for number, tensor in enumerate(outputs) if tensor.requires_grad]
        changed = {place: tensor for place, tensor in enumerate(tensors) if _version(tensor) != before[place]}
        for (owner, name, place), copy in zip(target.buffers, copies, strict=True):
            now = owner._buffers[name]
            if now is not None and not _same(
                numbers_of(now)[0], copy
            ):  # some operations leave a buffer's version alone
                changed[place] = now.detach()
        answer |= {
            "learned": learned,
            "graph": self.keep_graph(outputs, learned, [tensors[number] for number in content["learned"]]),
            "models": [self.keep_model(model, packing) for model in models],
            "generators": [packing.add(generator.get_state()) for generator in unpacking.generators],
            "changed": [[place, packing.add(numbers_of(tensor)[0])] for place, tensor in changed.items()],
            "chance": None,
        }
        chance = torch.default_generator.get_state()
        if not torch.equal(chance, self.chance):
            self.chance = chance
            answer["chance"] = packing.add(chance)
        return _with_places(answer, packing.tensors)

    def keep_graph(self, outputs: list[Tensor], learned: list[int], inputs: list[Tensor]) -> int | None:
        """The number of what leads back from these outputs, where something does."""
        if not learned:
            return None
        number = next(self.numbers)
        self.graphs[number] = Graph({place: outputs[place] for place in learned}, inputs)
        return number

    def keep_model(self, model: nn.Module, packing: Packing) -> list[Any]:
        """The number of a model, and its description."""
        described = describe_model(model, self.package, packing)
        number = next(self.numbers)
        self.models[number] = Kept(list(model.modules()), described["nodes"])
        return [number, described]

    def backward(self, content: dict[str, Any], tensors: list[Tensor]) -> Reply:
        """The gradients of a call's inputs, of those of some of its outputs."""
        graph = self.graphs[content["graph"]]
        outputs = [graph.outputs[place] for place in content["given"]]
        gradients = _placed(tensors, content["there"])
        found = torch.autograd.grad(outputs, graph.inputs, gradients, retain_graph=True, allow_unused=True)
        packing = Packing()
        answer = {"gradients": [None if gradient is None else packing.add(gradient) for gradient in found]}
        return _with_places(answer, packing.tensors)


def _placed(tensors: list[Tensor], there: list[int]) -> list[Tensor]:
    return [placed(tensor, number in there) for number, tensor in enumerate(tensors)] if there else tensors


def _version(tensor: Tensor) -> int:
    """A number that grows whenever a tensor is changed in place."""
    return numbers_of(tensor)[0]._version


def _same(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors have the same numbers; those of torch's own `meta` have none."""
    return one.is_meta or torch.equal(one, other)


def _with_places(answer: dict[str, Any], tensors: list[Tensor]) -> Reply:
    """An answer with its tensors; it says which of them are on the pretended device."""
    parts = [numbers_of(tensor) for tensor in tensors]
    answer["there"] = [number for number, (_, there) in enumerate(parts) if there]
    return answer, [tensor for tensor, _ in parts]


def _error(error: BaseException) -> Message:
    """An exception as plain data: its types by their paths, and its text."""
    types = [path_of(kind) for kind in type(error).__mro__ if issubclass(kind, Exception)]
    text = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
    return {"error": {"types": types, "text": text}}, []
