"""The view `lab` of a submission in the sandbox: proxies for its modules, functions and models.

A test calls `lab.MODULE.MODEL(8, 4)` and gets a proxy for the model; calling that, or a method of it, returns plain
data. Nothing that a proxy returns can run code of the student's.
"""

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import torch

from autograder.checks.checking import PROBES
from autograder.checks.order import Plan, Step
from autograder.checks.reloading import NOT_UTF_8, NULLS
from autograder.checks.running import PATIENCE, Outcome, TooSlow, too_slow
from autograder.grading.cases.student_errors import ModuleBroken, StudentError
from autograder.grading.judge.session import Session
from autograder.grading.sandbox.client import Worker
from autograder.grading.sandbox.requests import Call, Constant, Load, Method, Probe
from autograder.grading.sandbox.wire import PLAIN, Device, Function, Handle, Seed

NEW_LINE = "\n"
LEAST_SECONDS = 1.0
"""For a statement of a notebook, however many others were stopped."""
NOTEBOOK_CALLS = 8
"""In one session, the cells of a notebook may take this many times as long as one call."""
HURRY_SECONDS = 0.1
"""For a statement after that."""


class RemoteLab:
    """A proxy for the view `lab` of the submission; `probes` names the probes of the lab.

    Where hidden cases run, `broken` has the errors of modules that could not be imported before any hidden input was
    there: an import error in this worker may contain hidden inputs, and is not passed on. With `restored`, cells that
    the starter code gives are run as they are there.
    """

    def __init__(
        self,
        session: Session,
        probes: tuple[str, ...] = PROBES,
        plans: Mapping[str, Plan] | None = None,
        broken: Mapping[str, ModuleBroken] | None = None,
        restored: bool = False,
    ):
        self._session, self._broken = session, broken
        self._probes = probes
        self._loaded: dict[str, StudentError | None] = {}
        self._traces = {
            question: RemoteTrace(session, question, plan, restored) for question, plan in (plans or {}).items()
        }

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._probes:
            return RemoteFunction(self._session, f"lab.{name}", Probe(name, [], {}))
        self._load(name)
        return RemoteModule(self._session, name)

    def trace(self, question: str) -> "RemoteTrace":
        """The variables of the notebook's cells for a question, which are run where the submission is."""
        if question not in self._traces:
            raise StudentError(("FileNotFoundError",), "the submission has no notebook that can be read")
        return self._traces[question]

    def not_imported(self, modules: tuple[str, ...]) -> list[str]:
        """Those of these modules that have not been imported here, or cannot be."""
        return [module for module in modules if self._loaded.get(module, True)]

    def import_errors(self, modules: tuple[str, ...]) -> dict[str, ModuleBroken]:
        """Import these modules; returns the errors of those that cannot be."""
        errors = {}
        for module in modules:
            self._session.begin_case("imports")
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
                self._session.ask(f"importing {module}", Load(module))
            except StudentError as error:
                self._loaded[module] = self._import_error(module, error)
        if broken := self._loaded[module]:
            raise broken

    def _import_error(self, module: str, error: StudentError) -> StudentError:
        """The error to raise for a module that cannot be imported here."""
        file = f"{self._session.package}/{module}.py"
        if self._broken is None:
            return ModuleBroken(("ImportError",), _import_sentence(error, file, self._session.package))
        return self._broken.get(module) or StudentError(("ImportError",), f"{file} cannot be imported any more")


class RemoteModule:
    """A proxy for a module: NAMES_LIKE_THIS are constants and come as values, others are called."""

    is_view = True

    def __init__(self, session: Session, name: str):
        self._session, self._name = session, name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name.isupper() and "_" in name:  # a class may have a name in capitals
            return self._session.ask(name, Constant(self._name, name))
        return RemoteFunction(self._session, name, Call(self._name, name, [], {}))


class RemoteModel:
    """A proxy for an `nn.Module` that stays in the worker."""

    def __init__(self, session: Session, handle: Handle, label: str):
        self._session, self._handle, self._label = session, handle, label

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._method("forward", "__call__")(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._method(name, name)

    def _method(self, shown: str, name: str) -> "RemoteFunction":
        return RemoteFunction(self._session, f"{self._label}.{shown}", Method(self._handle, name, [], {}))


class RemoteFunction:
    """A proxy for anything that can be called; `request` lacks the arguments."""

    def __init__(self, session: Session, label: str, request: Call | Method | Probe):
        self._session, self._label, self._request = session, label, request

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        request = replace(self._request, args=_outgoing(list(args)), kwargs=_outgoing(kwargs))
        label = self._label
        if isinstance(request, Probe) and args and isinstance(args[0], RemoteModel | RemoteFunction):
            label = f"{label}({args[0]._label})"  # what hangs with one model does not hang with all
        return _incoming(self._session, label, self._session.ask(label, request))


class RemoteTrace:
    """A proxy for `checks.checking.Trace`: runs a plan once in each worker, and fetches variables.

    A statement that takes long, hangs or ends the worker is left out from then on.
    """

    is_view = True

    def __init__(self, session: Session, question: str, plan: Plan, restored: bool):
        self._session, self._question, self._plan = session, question, plan
        self._steps = plan.restored if restored else plan.cells
        self._worker: Worker | None = None
        self._outcome = Outcome(plan)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        self._run_cells()
        try:
            return self._probe(f"the variable {name}", "variable", name)
        except StudentError as error:
            if error.type_name != "KeyError":
                raise
            reason = self._outcome.reason(name)
            raise StudentError(("NameError",), f"the notebook has no variable `{name}`: {reason}") from None

    def _run_cells(self) -> None:
        session = self._session
        while self._worker is not session.worker:
            self._worker, self._outcome = session.worker, Outcome(self._plan)
            self._outcome.run(self._steps, self._run)
            if not session.worker.alive:
                session.begin_case(session.question, session.case)

    def _run(self, step: Step, source: str) -> None:
        """Run a statement; raises `StudentError`. What other workers see of that has no word of the student's."""
        session = self._session
        if not session.worker.alive:
            raise StudentError(("RuntimeError",), f"{step.label} is not run: the process with your code has ended")
        label = f"{step.label}, line {source.count(NEW_LINE, 0, len(source) - len(source.lstrip(NEW_LINE))) + 1}"
        seconds = max(LEAST_SECONDS, session.limits.call_seconds / (1 + session.slow))
        if session.in_cells > NOTEBOOK_CALLS * session.limits.call_seconds:
            seconds = HURRY_SECONDS
        patience = PATIENCE * seconds + session.limits.call_seconds
        began = time.monotonic()
        try:
            self._probe(label, "run_cell", step.label, source, seconds, patience=patience)
        except StudentError as error:
            if error.type_name == TooSlow.__name__:
                session.hung.setdefault(label, StudentError((TooSlow.__name__,), too_slow(seconds)))
                raise session.hung[label] from None
            if not session.worker.alive:
                ended = StudentError(("RuntimeError",), f"{label} ended the process with your code")
                session.hung.setdefault(label, ended)
            raise
        finally:
            session.in_cells += time.monotonic() - began

    def _probe(self, label: str, name: str, *args: Any, patience: float | None = None) -> Any:
        request = Probe(name, [self._question, *args], {})
        return _incoming(self._session, label, self._session.ask(label, request, patience))


def _incoming(session: Session, label: str, value: Any) -> Any:
    """A value from a worker as a test gets it."""
    return RemoteModel(session, value, label) if isinstance(value, Handle) else value


def _outgoing(value: Any) -> Any:
    """An argument of a test as it travels."""
    if isinstance(value, list | tuple):
        return type(value)(item if type(item) in PLAIN else _outgoing(item) for item in value)
    if isinstance(value, dict):
        return {key: _outgoing(item) for key, item in value.items()}
    if isinstance(value, torch.Tensor) or type(value) in PLAIN:
        return value
    if isinstance(value, RemoteModel):
        return value._handle
    if isinstance(value, RemoteFunction) and isinstance(value._request, Call):
        return Function(f"{value._request.module}.{value._request.name}")
    if isinstance(value, torch.device):
        return Device(str(value))
    if isinstance(value, torch.Generator):
        return Seed(value.initial_seed())
    return value


def _import_sentence(error: StudentError, file: str, package: str) -> str:
    """Why a module cannot be imported, with the file and line to look at."""
    missing = f"No module named '{package}."
    if error.type_name == "ModuleNotFoundError" and error.message.startswith(missing):
        other = f"{package}/{error.message.removeprefix(missing).rstrip(chr(39))}.py"
        if other == file:
            return f"{file} was not found in the submission"
        return f"{file} needs {other}, which was not found in the submission"
    if NULLS in error.message:
        return f"{file} cannot be imported: {NOT_UTF_8}"
    return f"{file} cannot be imported: {error}"


@contextlib.contextmanager
def _caught() -> Iterator[list[ModuleBroken]]:
    found: list[ModuleBroken] = []
    try:
        yield found
    except ModuleBroken as error:
        found.append(error)
