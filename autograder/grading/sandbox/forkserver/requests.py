"""What is said to the fork server, and what it answers: JSON in one packet each."""

import json
from dataclasses import asdict, dataclass
from typing import Any

PACKET_BYTES = 1 << 16
"""The most that one message takes."""


@dataclass(frozen=True)
class StartWorker:
    """Fork a worker for the package in the folder `stage`; limits in seconds and in megabytes of 2**20 bytes.

    A descriptor comes along: the worker's end of its connection; with `keep_output` another one to print into, and with
    `has_host` one to the host of stand-ins. Answered by `Started` or `Failed`.
    """

    stage: str
    package: str
    cpu_seconds: float
    memory_megabytes: int
    keep_output: bool = False
    has_host: bool = False


@dataclass(frozen=True)
class StartHost:
    """Fork a confined process that holds the reference (`standins.host`); limits as of a worker.

    Two descriptors come along: its ends of the connections to the judge, and to a worker. Answered by `Started` or
    `Failed`.
    """

    stage: str
    cpu_seconds: float
    memory_megabytes: int


@dataclass(frozen=True)
class StartJudge:
    """Fork a trusted process that runs `serve(connection, control)` of a module. Answered by `Started` or `Failed`."""

    module: str


@dataclass(frozen=True)
class AddMaster:
    """Serve one more master, whose connection comes along as a descriptor. Answered by `Done`."""


@dataclass(frozen=True)
class Stop:
    """Kill a child and everything it started. Answered by `Stopped`."""

    pid: int


@dataclass(frozen=True)
class Started:
    """A child's process id, and the layers of confinement that are active in it."""

    pid: int
    layers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stopped:
    """How a child ended: its exit status (minus the signal), and the most memory it used, in bytes."""

    status: int
    peak_bytes: int


@dataclass(frozen=True)
class Failed:
    """No child could be started, and why."""

    reason: str


@dataclass(frozen=True)
class Done:
    """It has been done, or the server is ready."""


Message = StartWorker | StartHost | StartJudge | AddMaster | Stop | Started | Stopped | Failed | Done
KINDS: dict[str, type[Message]] = {
    kind.__name__: kind
    for kind in (StartWorker, StartHost, StartJudge, AddMaster, Stop, Started, Stopped, Failed, Done)
}


def encode(message: Message) -> bytes:
    """A message as a packet."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}).encode()


def decode(packet: bytes) -> Message:
    """The message in a packet of this protocol; both ends are ours. Raises `ValueError` for an empty packet."""
    content: dict[str, Any] = json.loads(packet)
    kind = KINDS[content.pop("kind")]
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content.items()
    }
    return kind(**fields)
