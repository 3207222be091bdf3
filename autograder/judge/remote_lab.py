"""The view `lab` of a submission in the sandbox: modules, functions and models as stand-ins.

A test calls `lab.attention.BareBonesAttentionHead(8, 4)` and gets a stand-in for the model; calling
that, or a method of it, gives plain data. Nothing that a stand-in returns can run code of the student's.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from autograder.config import Limits
from autograder.notebook import Plan
from autograder.sandbox.client import Worker, WorkerLost
from autograder.sandbox.warm import Sandbox
from autograder.sandbox.wire import Device, Handle, Seed, WireTimeout

MAX_NAME = 120
"""Characters of an exception's name, and of a place in a file."""
PROBES = ("seed", "gradients", "sgd_step", "share_storage", "train", "last_logits", "on_meta", "table_model")


class StudentError(Exception):
    """The submission's code raised, hung or ended; the text says so in a sentence.

    `type_names` are those of the exception's classes, most specific first; `message` is its text;
    `where` names file and line, "" where no line of the submission was involved.
    """

    def __init__(self, type_names: tuple[str, ...], message: str, where: str = ""):
        self.type_names, self.message, self.where = type_names, message, on_one_line(where)
        self.type_name = on_one_line(type_names[0])
        place = f"{self.where}: " if where else ""
        super().__init__(f"{place}{self.type_name}: {message}" if message else f"{place}{self.type_name}")


def on_one_line(text: str) -> str:
    """A name or place as the submission gives it, that could be anything."""
    return " ".join(text.split())[:MAX_NAME]


class ModuleBroken(StudentError):
    """A module of the submission can not be imported."""


@dataclass
class Session:
    """A submission in the sandbox, over as many workers as it takes.

    A worker that ends or hangs is replaced before the next case. What hung once is not waited for again, and
    with each call that hangs there is less patience for the next (`hung` may be shared between sessions).
    """

    sandbox: Sandbox
    stage: Path
    package: str
    limits: Limits
    seconds_left: Any
    substitutes: dict[str, Any] = field(default_factory=dict)
    hung: dict[str, StudentError] = field(default_factory=dict)
    worker: Worker | None = None

    def begin_case(self) -> None:
        """Make sure that there is a worker."""
        if self.worker is None or not self.worker.alive:
            cpu = self.limits.submission_seconds
            self.worker = Worker(self.sandbox, self.stage, self.package, cpu, self.limits.memory_megabytes)
            if self.substitutes:
                self.ask("substitutes", {"do": "substitute", "modules": self.substitutes}, 10)

    def end(self) -> None:
        """End the worker, if there is one."""
        if self.worker is not None:
            self.worker.end()

    def ask(self, label: str, request: dict[str, Any], seconds: float) -> Any:
        """The value that the worker answers; raises `StudentError` where the student's code fails."""
        if label in self.hung:
            raise self.hung[label]
        allowed = min(seconds / (1 + len(self.hung)), self.seconds_left())
        if allowed <= 0:
            raise StudentError(("TimeoutError",), "the time for the whole submission is used up")
        if not self.worker.alive:
            raise StudentError(("RuntimeError",), "the process with your code has ended before this call")
        try:
            answer = self.worker.ask(request, allowed)
        except WireTimeout:
            message = f"{label} did not finish within {allowed:.2g} seconds"
            self.hung[label] = StudentError(("TimeoutError",), message)
            raise self.hung[label] from None
        except WorkerLost as lost:
            raise StudentError(("RuntimeError",), f"{lost} in {label}") from None
        if "error" in answer:
            raise StudentError(**answer["error"])
        return answer["value"]


class RemoteLab:
    """Stands for `lab3.checking.lab` of the submission.

    Where hidden cases run, `broken` has the errors of modules that can not be imported where nothing hidden has been:
    what an import says here may be made of hidden inputs, and is not passed on.
    """

    def __init__(
        self,
        session: Session,
        plans: dict[str, Plan] | None = None,
        broken: dict[str, ModuleBroken] | None = None,
    ):
        self._session, self._broken = session, broken
        self._loaded: dict[str, StudentError | None] = {}
        self._traces = {question: RemoteTrace(self, plan) for question, plan in (plans or {}).items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in PROBES:
            return RemoteFunction(self, f"lab.{name}", {"do": "probe", "name": name})
        self._load(name)
        return RemoteModule(self, name)

    def trace(self, question: str) -> "RemoteTrace":
        """The variables of the notebook's cells for a question, which are run where the submission is."""
        if question not in self._traces:
            raise StudentError(("FileNotFoundError",), "the submission has no notebook that can be read")
        return self._traces[question]

    def not_imported(self, modules: tuple[str, ...]) -> list[str]:
        """Those of these modules that have not been imported here, or can not be."""
        return [module for module in modules if self._loaded.get(module, True)]

    def import_errors(self, modules: tuple[str, ...]) -> dict[str, ModuleBroken]:
        """Import these modules; returns the errors of those that can not be."""
        errors = {}
        for module in modules:
            self._session.begin_case()
            with _caught() as caught:
                self._load(module)
            if caught:
                errors[module] = caught[0]
        return errors

    def _load(self, module: str) -> None:
        """Import a module once in each worker, and remember the error of one that is broken."""
        if module not in self._loaded:
            self._loaded[module] = None
            try:
                self._ask(f"importing {module}", {"do": "load", "module": module})
            except StudentError as error:
                self._loaded[module] = self._import_error(module, error)
        if self._loaded[module]:
            raise self._loaded[module]

    def _import_error(self, module: str, error: StudentError) -> StudentError:
        """The error to raise for a module that can not be imported here."""
        file = f"{self._session.package}/{module}.py"
        if self._broken is None:
            return ModuleBroken(("ImportError",), _import_sentence(error, file, self._session.package))
        return self._broken.get(module) or StudentError(("ImportError",), f"{file} can not be imported any more")

    def _ask(self, label: str, request: dict[str, Any]) -> Any:
        limits = self._session.limits
        seconds = limits.call_seconds
        if request["do"] == "load":
            seconds = limits.import_seconds
        elif label == "lab.train":
            seconds = limits.training_seconds
        return self._session.ask(label, request, seconds)


class RemoteModule:
    """Stands for a module: NAMES_LIKE_THIS are constants and come as values, others are called."""

    is_view = True

    def __init__(self, lab: RemoteLab, name: str):
        self._lab, self._name = lab, name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name.isupper() and "_" in name:  # MLP is a class
            return self._lab._ask(name, {"do": "constant", "module": self._name, "name": name})
        return RemoteFunction(self._lab, name, {"do": "call", "module": self._name, "name": name})


class RemoteModel:
    """Stands for an `nn.Module` that lives in the worker."""

    def __init__(self, lab: RemoteLab, handle: Handle, label: str):
        self._lab, self._handle, self._label = lab, handle, label

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._method("forward", "__call__")(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._method(name, name)

    def _method(self, shown: str, name: str) -> "RemoteFunction":
        request = {"do": "method", "model": self._handle, "name": name}
        return RemoteFunction(self._lab, f"{self._label}.{shown}", request)


class RemoteFunction:
    """Stands for anything that can be called."""

    def __init__(self, lab: RemoteLab, label: str, request: dict[str, Any]):
        self._lab, self._label, self._request = lab, label, request

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        outgoing = {"args": _outgoing(list(args)), "kwargs": _outgoing(kwargs)}
        value = self._lab._ask(self._label, self._request | outgoing)
        return RemoteModel(self._lab, value, self._label) if isinstance(value, Handle) else value


class RemoteTrace:
    """Stands for `lab3.checking.Trace`: runs a plan's cells once in each worker, and fetches variables.

    A cell that raises does not keep the next from running; one that hangs or ends the worker is left out
    from then on.
    """

    is_view = True

    def __init__(self, lab: RemoteLab, plan: Plan):
        self._lab, self._plan = lab, plan
        self._worker: Worker | None = None
        self._errors: dict[str, StudentError] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        self._run_cells()
        try:
            return self._probe(f"the variable {name}", "variable", name)
        except StudentError as error:
            if error.type_name != "KeyError":
                raise
            raise StudentError(("NameError",), f"there is no variable `{name}`: {self._reason(name)}") from None

    def _run_cells(self) -> None:
        session = self._lab._session
        while self._worker is not session.worker:
            self._worker = session.worker
            for cell in self._plan.cells:
                label = f"cell {cell.name}"
                try:
                    self._probe(label, "run_cell", cell.name, cell.source)
                except StudentError as error:
                    self._errors[cell.name] = error
                if not session.worker.alive:
                    ended = StudentError(("RuntimeError",), f"{label} ended the process with your code")
                    session.hung.setdefault(label, ended)  # told to other workers, so without the student's words
                    session.begin_case()
                    break

    def _probe(self, label: str, name: str, *args: Any) -> Any:
        value = self._lab._ask(label, {"do": "probe", "name": name, "args": list(args), "kwargs": {}})
        return RemoteModel(self._lab, value, label) if isinstance(value, Handle) else value

    def _reason(self, name: str) -> str:
        home = self._plan.homes.get(name, "")
        if home in self._plan.missing:
            return f"the notebook's cell {home} is gone; copy it from the notebook that you were handed"
        error = self._errors.get(home) or next(iter(self._errors.values()), None)
        return str(error) if error else f"is it spelt as in the TODO of cell {home}?"


def _outgoing(value: Any) -> Any:
    """An argument of a test as it travels."""
    if isinstance(value, list | tuple):
        return type(value)(_outgoing(item) for item in value)
    if isinstance(value, dict):
        return {key: _outgoing(item) for key, item in value.items()}
    if isinstance(value, RemoteModel):
        return value._handle
    if isinstance(value, torch.device):
        return Device(str(value))
    if isinstance(value, torch.Generator):
        return Seed(value.initial_seed())
    return value


def _import_sentence(error: StudentError, file: str, package: str) -> str:
    """Why a module can not be imported, with the file and line to look at."""
    missing = f"No module named '{package}."
    if error.type_name == "ModuleNotFoundError" and error.message.startswith(missing):
        other = f"{package}/{error.message.removeprefix(missing).rstrip(chr(39))}.py"
        if other == file:
            return f"{file} is missing from the submission"
        return f"{file} needs {other}, which is missing from the submission"
    return f"{file} can not be imported: {error}"


@contextlib.contextmanager
def _caught() -> Iterator[list[ModuleBroken]]:
    found: list[ModuleBroken] = []
    try:
        yield found
    except ModuleBroken as error:
        found.append(error)
