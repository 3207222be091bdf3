"""The untrusted side: imports one submission and does what the judge asks, call by call.

Everything in this process may be turned against us by the student's code. So it is asked for values
only, never for verdicts, and the judge checks every byte that it sends.
"""

import builtins
import contextlib
import errno
import importlib
import io
import os
import random
import socket
import sys
import traceback
import types
from typing import Any

import torch
from torch import nn

from .forkserver.client import SETTINGS
from .requests import Call, Constant, Load, Method, Probe, Request, Substitute, from_wire
from .standins.peer import Peer
from .standins.stubs import StandInFinder, Stubs
from .wire import PLAIN, Channel, Device, Function, Handle, Seed, WireError

FOLDERS_TO_WRITE = ("MPLCONFIGDIR", "TORCHINDUCTOR_CACHE_DIR")
"""Folders without which matplotlib and torch's compiler refuse to be imported."""
NOWHERE = 0
"""The descriptor of standard input, which the fork server has opened for reading and writing nothing."""
REFUSED = (errno.EPERM, errno.EACCES, errno.EROFS)
WRITES = frozenset("wax+")
"""Letters in a mode of `open` that write."""
OF_NOTEBOOKS = ("run_cell", "variable")
"""Probes before which torch's settings stay as they are: in a notebook, one cell may set what another one needs."""
MESSAGE_CHARACTERS = 600
"""How much of an exception's text is sent back."""


def serve(
    connection: socket.socket, stage: str, package: str, flush: bool = False, host: socket.socket | None = None
) -> None:
    """Answer requests about the package in the folder `stage` until the judge hangs up.

    With `flush`, everything printed has been written before an answer is sent. Stand-ins ask the `host`.
    """
    os.chdir(stage)
    for name in FOLDERS_TO_WRITE:
        os.environ[name] = os.path.join(stage, SETTINGS)
    sys.path.append(stage)  # last: no file of a submission stands in for a module of Python or torch
    sys.dont_write_bytecode = True
    let_output_go_nowhere(stage)
    random.seed(0)
    torch.manual_seed(0)
    channel = Channel(connection)
    requests = Requests(package, stage)
    if host is not None:
        requests.finder = StandInFinder(Stubs(Peer(Channel(host)), package), stage)
    while True:
        try:
            request = from_wire(channel.receive())
        except WireError:
            return
        answer = requests.answer(request)
        if flush:
            with contextlib.suppress(Exception):  # a submission may have closed its standard output
                sys.stdout.flush()
        try:
            channel.send(answer)
        except WireError as error:
            channel.send({"error": {"type_names": ("WireError",), "message": str(error), "where": ""}})


def let_output_go_nowhere(stage: str) -> None:
    """Have `open` work for writing to `os.devnull`, and for a new file in the folder `stage`, such as a log.

    What is written goes nowhere, since no file can be written. Elsewhere, the system's refusal stays.
    """
    given = open

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not isinstance(file, str | os.PathLike):
            return given(file, mode, *args, **kwargs)
        if os.fspath(file) == os.devnull:
            return given(os.dup(NOWHERE), mode, *args, **kwargs)
        try:
            return given(file, mode, *args, **kwargs)
        except OSError as error:
            if error.errno not in REFUSED or WRITES.isdisjoint(mode) or not is_new_in(stage, os.fspath(file)):
                raise
            return given(os.dup(NOWHERE), mode, *args, **kwargs)

    builtins.open = io.open = opened


def restore_settings() -> None:
    """Give torch the settings that it starts with: code that changes them costs no other question."""
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    if torch.get_default_device().type != "cpu":
        torch.set_default_device(None)
    if torch.are_deterministic_algorithms_enabled():
        torch.use_deterministic_algorithms(False)


def is_new_in(stage: str, path: str | bytes) -> bool:
    """Whether a path leads to no file yet, and into the folder `stage`."""
    return os.path.abspath(os.fsdecode(path)).startswith(stage + os.sep) and not os.path.lexists(path)


class Requests:
    """Answers what the judge asks for."""

    def __init__(self, package: str, stage: str):
        self.package = package
        self.stage = stage
        self.models: dict[int, nn.Module] = {}
        self.finder: StandInFinder | None = None

    def answer(self, request: Request) -> dict[str, Any]:
        """The value asked for, or the exception that came instead."""
        try:
            if not (isinstance(request, Probe) and request.name in OF_NOTEBOOKS):
                restore_settings()
            return {"value": self.outgoing(self.value(request))}
        except BaseException as error:
            return {"error": describe_error(error, self.stage)}

    def value(self, request: Request) -> Any:
        """Do what a request says."""
        match request:
            case Load(module):
                self.module(module)
                return None
            case Constant(module, name):
                return getattr(self.module(module), name)
            case Call(module, name, args, kwargs):
                return getattr(self.module(module), name)(*self.incoming(args), **self.incoming(kwargs))
            case Method(model, name, args, kwargs):
                result = getattr(self.models[model.id], name)(*self.incoming(args), **self.incoming(kwargs))
                return None if name == "load_state_dict" else result
            case Probe(name, args, kwargs):
                lab = importlib.import_module("checks.lab").lab
                return getattr(lab, name)(*self.incoming(args), **self.incoming(kwargs))
            case Substitute():
                if self.finder is None:
                    raise WireError("stand-ins without a host")
                self.finder.use(request)
                return None

    def module(self, name: str) -> Any:
        """A module of the submission."""
        return importlib.import_module(f"{self.package}.{name}")

    def incoming(self, value: Any) -> Any:
        """A value from the wire as the student's code gets it."""
        if isinstance(value, list | tuple):
            return type(value)(item if type(item) in PLAIN else self.incoming(item) for item in value)
        if isinstance(value, dict):
            return {key: self.incoming(item) for key, item in value.items()}
        if isinstance(value, Handle):
            return self.models[value.id]
        if isinstance(value, Device):
            return torch.device(value.name)
        if isinstance(value, Function):
            module, _, name = value.path.rpartition(".")
            return getattr(self.module(module), name)
        if isinstance(value, Seed):
            return torch.Generator().manual_seed(value.value)
        return value

    def outgoing(self, value: Any) -> Any:
        """A model stays here, and a handle goes out in its place."""
        if isinstance(value, nn.Module):
            handle = Handle(len(self.models))
            self.models[handle.id] = value
            return handle
        return value


def describe_error(error: BaseException, stage: str) -> dict[str, Any]:
    """An exception as plain data: the names of its types, its text, and the student's line."""
    names = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)[:MESSAGE_CHARACTERS]
        if _is_about_torch(error):  # a student may have a newer one
            message += f" (the grader has PyTorch {torch.__version__})"
    except BaseException:
        message = "(an exception without a readable text)"
    return {"type_names": names, "message": message, "where": _where(error, stage)}


def _is_about_torch(error: BaseException) -> bool:
    """Whether something is missing in PyTorch."""
    if isinstance(error, AttributeError):
        return isinstance(error.obj, types.ModuleType) and error.obj.__name__.partition(".")[0] == "torch"
    return isinstance(error, ImportError) and str(error.name).partition(".")[0] == "torch"


def _where(error: BaseException, stage: str) -> str:
    """The innermost line of the submission that an error went through, such as "package/module.py, line 12"."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{os.path.relpath(error.filename, stage)}, line {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(stage + os.sep)]
    if not own:
        return ""
    return f"{os.path.relpath(own[-1].filename, stage)}, line {own[-1].lineno}"
