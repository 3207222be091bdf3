"""The stand-ins' end of the connection to their host: calls, one at a time, with gradients."""

import sys
import threading
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from ..wire import Channel, WireError
from .devices import is_pretended_now, numbers_of, placed, without_modes
from .values import Message, Packing, Tree, Unsendable, receive, send

CLOSED = "the connection is closed"


class ReferenceLost(RuntimeError):
    """The process with the reference does not answer any more."""


class Lease:
    """Something that the host keeps as long as this object is there; copies of it are the object itself."""

    def __init__(self, number: int, freed: list[int]):
        self.number, self.freed = number, freed

    def __del__(self) -> None:
        self.freed.append(self.number)

    def __deepcopy__(self, memo: Any) -> "Lease":
        return self

    def __copy__(self) -> "Lease":
        return self


class Peer:
    """A connection to the host. Threads may share it."""

    def __init__(self, channel: Channel):
        self.channel, self.turn = channel, threading.Lock()
        self.lost = False
        self.chance: Tensor | None = None
        self.freed: dict[str, list[int]] = {"models": [], "graphs": []}

    def ask(self, content: dict[str, Any], tensors: Sequence[Tensor] = ()) -> Message:
        """What the host answers; raises what was raised there, `ReferenceLost`, and `Unsendable`.

        A connection on which an exchange was cut short is of no use any more.
        """
        with self.turn:
            content["free"] = {
                kind: [numbers.pop() for _ in range(len(numbers))] for kind, numbers in self.freed.items()
            }
            if self.lost:
                raise ReferenceLost("the reference's process has ended")
            self.lost = True
            try:
                send(self.channel, content, tensors)
                answer, received = receive(self.channel)
            except WireError as error:
                self.lost = str(error) == CLOSED
                raise (
                    ReferenceLost("the reference's process has ended") if self.lost else Unsendable(str(error))
                ) from None
            self.lost = False
        if "error" in answer:
            raise _exception(**answer["error"])
        return answer, received

    def call(
        self, what: dict[str, Any], args: Any, kwargs: Any, state: Sequence[Tensor] = ()
    ) -> tuple[Tree, list[Tensor]]:
        """Call something of the host's; returns the answer, whose first tensors are those of its value.

        `what` says what is called. A model's parameters and buffers come as `state`. Gradients flow back to
        everything that requires them.
        """
        with without_modes():
            packing = Packing()
            content = {**what, "args": packing.pack(list(args)), "kwargs": packing.pack(dict(kwargs))}
            places: dict[int, int] = {}
            for tensor in state:
                if id(tensor) not in places:
                    places[id(tensor)] = packing.add(tensor)
            content["state"] = [places[id(tensor)] for tensor in state]
        call = Call(self, content, packing)
        if torch.is_grad_enabled() and any(tensor.requires_grad for tensor in packing.tensors):
            outputs = RemoteCall.apply(call, *packing.tensors)  # type: ignore[no-untyped-call]
        else:
            outputs = call.run(packing.tensors)
        return call.answer, [*outputs, *call.more]


class Call:
    """One call; after `run` it has the `answer`, and `more` tensors than those of the value."""

    def __init__(self, peer: Peer, content: dict[str, Any], packing: Packing):
        self.peer, self.content, self.generators = peer, content, packing.generators
        self.pretended = is_pretended_now()
        self.grad = torch.is_grad_enabled()
        self.answer: dict[str, Any] = {}
        self.more: list[Tensor] = []
        self.graph: Lease | None = None

    def run(self, tensors: Sequence[Tensor]) -> list[Tensor]:
        """Make the call with these tensors; returns those of its value."""
        with without_modes():
            sent, there = _apart(tensors)
            chance = torch.default_generator.get_state()
            known = self.peer.chance is not None and torch.equal(chance, self.peer.chance)
            self.content |= {
                "there": there,
                "learned": [number for number, tensor in enumerate(tensors) if tensor.requires_grad],
                "pretended": self.pretended,
                "grad": self.grad,
                "chance": None if known else len(sent),
            }
            self.answer, received = self.peer.ask(self.content, sent if known else [*sent, chance])
            self.peer.chance = chance
            if (number := self.answer["chance"]) is not None:
                self.peer.chance = received[number]
                torch.default_generator.set_state(received[number])
            for generator, number in zip(self.generators, self.answer["generators"], strict=True):
                generator.set_state(received[number])
            with torch.no_grad():
                for place, number in self.answer["changed"]:
                    numbers_of(tensors[place])[0].copy_(received[number])
            received = [placed(tensor, number in self.answer["there"]) for number, tensor in enumerate(received)]
        if self.answer["graph"] is not None:
            self.graph = Lease(self.answer["graph"], self.peer.freed["graphs"])
        self.more = received[self.answer["outputs"] :]
        return received[: self.answer["outputs"]]


class RemoteCall(torch.autograd.Function):
    """A call as one operation of autograd: the host keeps the graph of the call, and goes back through it."""

    @staticmethod
    def forward(ctx: Any, call: Call, *tensors: Tensor) -> tuple[Tensor, ...]:
        outputs = call.run(tensors)
        ctx.call, ctx.learned = call, call.content["learned"]
        ctx.n_inputs = len(tensors)
        ctx.set_materialize_grads(False)
        ctx.mark_non_differentiable(
            *(tensor for number, tensor in enumerate(outputs) if number not in call.answer["learned"])
        )
        return tuple(outputs)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: Tensor | None) -> tuple[Any, ...]:
        call = ctx.call
        given = [number for number in call.answer["learned"] if gradients[number] is not None]
        found: list[Any] = [None] * ctx.n_inputs
        if given:
            with without_modes():
                sent, there = _apart([gradients[number] for number in given])
                content = {"do": "backward", "graph": call.graph.number, "given": given, "there": there}
                answer, received = call.peer.ask(content, sent)
                for place, number in zip(ctx.learned, answer["gradients"], strict=True):
                    if number is not None:
                        found[place] = placed(received[number], number in answer["there"])
        return None, *found


def _apart(tensors: Sequence[Any]) -> tuple[list[Tensor], list[int]]:
    """What to send of these tensors, and the numbers of those that are on the pretended device."""
    parts = [numbers_of(tensor) for tensor in tensors]
    return [tensor for tensor, _ in parts], [number for number, (_, there) in enumerate(parts) if there]


def _exception(types: list[list[str]], text: str) -> Exception:
    """The exception that was raised by the host: of the first of its types that is known here."""
    for module, name in types:
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            try:
                return kind(text)
            except TypeError:  # it is made of more than a text
                continue
    return RuntimeError(text)
