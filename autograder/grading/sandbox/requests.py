"""What the judge can ask of a worker: one data class for each kind of request."""

from dataclasses import dataclass
from typing import Any

from .wire import Handle, WireError


@dataclass(frozen=True)
class Load:
    """Import a module of the submission; answers None."""

    module: str


@dataclass(frozen=True)
class Constant:
    """The value of a module's constant."""

    module: str
    name: str


@dataclass(frozen=True)
class Call:
    """Call a function of a module, or construct a model."""

    module: str
    name: str
    args: list[Any]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Method:
    """Call a method of a model that stays in the worker."""

    model: Handle
    name: str
    args: list[Any]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Probe:
    """Call a probe of the view `lab`."""

    name: str
    args: list[Any]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Substitute:
    """Use stand-ins for these names of a module, and the reference's constants and imports as well where `whole`.

    `whole` is for a module of the submission that cannot be imported. Answers None.
    """

    module: str
    names: list[str]
    whole: bool


Request = Load | Constant | Call | Method | Probe | Substitute
KINDS: dict[str, type[Request]] = {
    "load": Load, "constant": Constant, "call": Call, "method": Method, "probe": Probe, "substitute": Substitute,
}  # fmt: skip
NAMES = {kind: name for name, kind in KINDS.items()}


def to_wire(request: Request) -> dict[str, Any]:
    """A request as it travels."""
    return {"kind": NAMES[type(request)], **vars(request)}


def from_wire(message: Any) -> Request:
    """The request in a message; raises `WireError` where it is none."""
    if not isinstance(message, dict) or message.get("kind") not in KINDS:
        raise WireError("a message that is no request")
    kind = KINDS[message["kind"]]
    try:
        return kind(**{name: value for name, value in message.items() if name != "kind"})
    except TypeError:
        raise WireError(f"a request {message['kind']} with other fields") from None
