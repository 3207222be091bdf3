"""The wire between judge and worker: length-prefixed JSON and raw tensor bytes, nothing unpickled.

A message is a frame: two big-endian 32-bit lengths, a JSON header, a payload. Tensors are described in the
header as dtype, shape and length, and their bytes lie one after another in the payload. The receiver
believes none of it: lengths are checked before anything is read, dtypes against an allow-list, shapes
against the bytes that are there.
"""

import json
import math
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

MAX_HEADER = 1 << 20
"""Bytes of JSON in one message."""
MAX_PAYLOAD = 64 << 20
"""Bytes of tensors in one message."""
MAX_DEPTH = 8
"""Levels of lists and dicts in a value."""
MAX_RANK = 16
"""Dimensions of a tensor."""
LEAST_WAIT = 0.001
"""Seconds in which to take what has come already."""
MOST_PATIENCE = 10
"""A process that gets no core is waited for this many times its seconds, and no longer."""

DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float64, torch.float32, torch.float16, torch.bfloat16,
        torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool,
    )
}  # fmt: skip

PLAIN = frozenset({type(None), bool, int, float, str})
"""Types of values that JSON has. Nearly all items of long lists are of these, so they are asked for first."""
_LENGTHS = struct.Struct(">II")


class WireError(Exception):
    """What came over the wire is not a message, or too large, too late, or cut off."""


class WireTimeout(WireError):
    """Nothing came, or could be sent, within the time allowed."""


@dataclass
class TimeLimit:
    """A number of seconds from now on; of these, `lost` says how many so far count for nothing.

    However many are lost, the limit passes after `MOST_PATIENCE` times the seconds.
    """

    seconds: float
    lost: Callable[[], float] = lambda: 0.0
    began: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """The seconds that are left, at least 0."""
        until = self.began + self.seconds
        now = time.monotonic()
        if now < until:
            return until - now
        return max(0.0, until + min(self.lost(), (MOST_PATIENCE - 1) * self.seconds) - now)


@dataclass(frozen=True)
class Handle:
    """A reference to a model that stays in the worker."""

    id: int


@dataclass(frozen=True)
class Device:
    """A torch device by name, such as "meta"."""

    name: str


@dataclass(frozen=True)
class Function:
    """A function of the submission, as an argument: "module.name"."""

    path: str


@dataclass(frozen=True)
class Seed:
    """A fresh `torch.Generator` with this seed."""

    value: int


def encode(value: Any) -> tuple[bytes, bytes]:
    """A value as header and payload; raises `WireError` for what cannot travel."""
    chunks: list[bytes] = []
    try:
        header = json.dumps(_pack(value, chunks, 0)).encode()
    except WireError:
        raise
    except Exception as error:  # a student's own class may do anything when it is read
        raise WireError(f"a value that cannot be read ({type(error).__name__})") from None
    payload = b"".join(chunks)
    _check_lengths(len(header), len(payload))
    return header, payload


def decode(header: bytes | bytearray, payload: bytes | bytearray) -> Any:
    """The value of a header and its payload; raises `WireError` for anything malformed."""
    try:
        tree = json.loads(header.decode())
    except (ValueError, RecursionError) as error:
        raise WireError(f"a message that is not JSON: {type(error).__name__}") from None
    reader = _Payload(payload)
    value = _unpack(tree, reader, 0)
    if reader.position != len(payload):
        raise WireError(f"{len(payload) - reader.position} bytes that belong to no tensor")
    return value


class Channel:
    """Messages over a connected stream socket, each within a time limit in seconds."""

    def __init__(self, connection: socket.socket):
        self.connection = connection

    def send(self, value: Any, seconds: float | None = None) -> None:
        """Send a value; raises `WireError` where it cannot travel or nobody takes it in time."""
        header, payload = encode(value)
        self._wait_at_most(seconds)
        try:
            self.connection.sendall(b"".join((_LENGTHS.pack(len(header), len(payload)), header, payload)))
        except TimeoutError:
            raise WireTimeout("the message was not taken in time") from None
        except OSError:
            raise WireError("the connection is closed") from None

    def receive(self, limit: TimeLimit | None = None) -> Any:
        """The next value; raises `WireError` for anything else."""
        header_length, payload_length = _LENGTHS.unpack(self._read(_LENGTHS.size, limit))
        _check_lengths(header_length, payload_length)
        header = self._read(header_length, limit)
        return decode(header, self._read(payload_length, limit))

    def close(self) -> None:
        self.connection.close()

    def _wait_at_most(self, seconds: float | None) -> None:
        """Set the limit for the next step. A worker, which has none, is not allowed to set one."""
        if seconds != self.connection.gettimeout():
            self.connection.settimeout(seconds)

    def _read(self, size: int, limit: TimeLimit | None) -> bytearray:
        """So many bytes; of what has come in time, nothing is lost where this process is late to look."""
        buffer, left = bytearray(), math.inf
        while len(buffer) < size:
            if not left:
                raise WireTimeout("no answer in time")
            left = limit.left() if limit else math.inf
            self._wait_at_most(None if left == math.inf else max(left, LEAST_WAIT))
            try:
                chunk = self.connection.recv(min(size - len(buffer), 1 << 20))
            except TimeoutError:
                continue
            except OSError:
                raise WireError("the connection is closed") from None
            if not chunk:
                raise WireError("the connection is closed")
            buffer += chunk
        return buffer


class _Payload:
    """Bytes that are handed out from front to back."""

    def __init__(self, data: bytes | bytearray):
        self.data = memoryview(data)
        self.position = 0

    def take(self, size: int) -> memoryview:
        if size > len(self.data) - self.position:
            raise WireError("a tensor without its bytes")
        self.position += size
        return self.data[self.position - size : self.position]


def _check_lengths(header: int, payload: int) -> None:
    if header > MAX_HEADER or payload > MAX_PAYLOAD:
        raise WireError(f"a message of {header + payload} bytes is too large")


def _pack(value: Any, chunks: list[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError(f"a value nested deeper than {MAX_DEPTH} levels")
    if type(value) in PLAIN or isinstance(value, int | float | str):
        return value
    if isinstance(value, Tensor):
        with torch._C.DisableTorchFunctionSubclass():  # a subclass of a student's may answer for its tensors
            return {"tensor": _pack_tensor(value, chunks)}
    if isinstance(value, list | tuple):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return {kind: [item if type(item) in PLAIN else _pack(item, chunks, depth + 1) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[str(key), _pack(item, chunks, depth + 1)] for key, item in value.items()]}
    if isinstance(value, bytes):
        chunks.append(value)
        return {"bytes": len(value)}
    for tag, (tagged, attribute, _) in _TAGGED.items():
        if isinstance(value, tagged):
            return {tag: getattr(value, attribute)}
    raise WireError(f"a {type(value).__name__} cannot be sent")


def _pack_tensor(tensor: Tensor, chunks: list[bytes]) -> dict[str, Any]:
    """Describe a tensor of any strides, and add its numbers in the order of a contiguous one to `chunks`."""
    dtype = str(tensor.dtype).removeprefix("torch.")
    if dtype not in DTYPES:
        raise WireError(f"a tensor of {dtype} cannot be sent")
    if tensor.is_nested or tensor.layout != torch.strided:
        raise WireError(f"a {'nested' if tensor.is_nested else tensor.layout} tensor cannot be sent")
    shape = list(tensor.shape)
    size = math.prod(shape) * tensor.dtype.itemsize
    if size > MAX_PAYLOAD:
        raise WireError(f"a tensor of {size} bytes is too large")
    if not tensor.is_meta:
        plain = torch.empty(shape, dtype=tensor.dtype, device="cpu").copy_(tensor.detach())
        chunks.append(plain.reshape(-1).view(torch.uint8).numpy().tobytes())
    return {"dtype": dtype, "shape": shape, "meta": tensor.is_meta}


def _unpack(tree: Any, payload: _Payload, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError(f"a value nested deeper than {MAX_DEPTH} levels")
    if type(tree) in PLAIN:
        return tree
    if not isinstance(tree, dict) or len(tree) != 1:
        raise WireError("a value that is neither plain nor tagged")
    ((tag, body),) = tree.items()
    if tag == "tensor":
        return _unpack_tensor(body, payload)
    if tag in ("list", "tuple") and isinstance(body, list):
        items = [item if type(item) in PLAIN else _unpack(item, payload, depth + 1) for item in body]
        return tuple(items) if tag == "tuple" else items
    if tag == "dict" and isinstance(body, list):
        return dict(_unpack_entry(entry, payload, depth + 1) for entry in body)
    if tag == "bytes" and type(body) is int and body >= 0:
        return bytes(payload.take(body))
    if tag in _TAGGED:
        kind, _, content = _TAGGED[tag]
        if type(body) is content:
            return kind(body)
    raise WireError(f"a value with the unknown tag {tag[:20]!r}")


def _unpack_entry(entry: Any, payload: _Payload, depth: int) -> tuple[str, Any]:
    if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[0], str):
        raise WireError("a dict entry that is not a name and a value")
    return entry[0], _unpack(entry[1], payload, depth)


def _unpack_tensor(body: Any, payload: _Payload) -> Tensor:
    if not isinstance(body, dict) or set(body) != {"dtype", "shape", "meta"}:
        raise WireError("a tensor without dtype and shape")
    dtype, shape = DTYPES.get(str(body["dtype"])), body["shape"]
    plain_shape = isinstance(shape, list) and all(type(size) is int and size >= 0 for size in shape)
    if dtype is None or not plain_shape or len(shape) > MAX_RANK:
        raise WireError("a tensor of an unknown dtype or shape")
    size = math.prod(shape) * dtype.itemsize
    if size > MAX_PAYLOAD or max(shape, default=0) > MAX_PAYLOAD:
        raise WireError("a tensor that is too large")
    if body["meta"] is True:
        return torch.empty(shape, dtype=dtype, device="meta")
    if size == 0:
        return torch.empty(shape, dtype=dtype)
    data = bytearray(payload.take(size))
    if dtype == torch.bool:  # any byte but 0 and 1 would be a bool that is neither
        return (torch.frombuffer(data, dtype=torch.uint8) != 0).reshape(shape)
    return torch.frombuffer(data, dtype=dtype).reshape(shape)


_TAGGED: dict[str, tuple[type[Any], str, type]] = {
    "handle": (Handle, "id", int),
    "device": (Device, "name", str),
    "function": (Function, "path", str),
    "seed": (Seed, "value", int),
}
