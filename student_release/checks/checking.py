"""What a test can do with a submission: call its modules, and ask the probes that are methods of `Lab`."""

import copy
import importlib
import importlib.util
import random
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn

from .elsewhere import call_elsewhere
from .notebook import run_notebook
from .parameters import load_parameters, parameters_of
from .running import SECONDS, namespace, run_statement
from .settings import HOME, read_settings

PROBES = (
    "seed", "parameters", "load_parameters", "gradients", "sgd_step", "share_storage", "on_meta", "arguments_after",
)  # fmt: skip
"""The probes of every lab. A lab can have more: the public functions of its own `probes.py`, which get `lab` first."""


Settings = tuple[torch.dtype, bool, bool]
"""Of torch: the default dtype, whether gradients are recorded, and whether only deterministic algorithms are used."""
DEFAULTS: Settings = (torch.float32, True, False)


def settings_now() -> Settings:
    """Torch's settings."""
    return torch.get_default_dtype(), torch.is_grad_enabled(), torch.are_deterministic_algorithms_enabled()


def use_settings(settings: Settings) -> None:
    """Give torch these settings."""
    dtype, gradients, deterministic = settings
    if settings_now() != settings:
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(gradients)
        torch.use_deterministic_algorithms(deterministic)


class Trace:
    """The variables that a notebook's cells assigned: `trace.NAME`; an `AssertionError` names what is missing."""

    is_view = True

    def __init__(self, variables: dict[str, Any], reason: Callable[[str], str]):
        self._variables, self._reason = variables, reason

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables:
            raise AssertionError(f"the notebook has no variable `{name}`: {self._reason(name)}")
        return self._variables[name]


class Lab:
    """The modules of a package by name, and the probes as methods.

    A notebook sets `lab.notebook = globals()`, so that checks see its variables.
    """

    def __init__(self, package: str, probes: dict[str, Callable[..., Any]] | None = None) -> None:
        self._package, self._probes = package, probes or {}
        self.notebook: dict[str, Any] | None = None
        self._from_file: dict[str, Trace] = {}
        self._variables: dict[str, dict[str, Any]] = {}

    @property
    def probe_names(self) -> tuple[str, ...]:
        """All probes of this lab."""
        return (*PROBES, *self._probes)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._probes:
            return partial(self._probes[name], self)
        return importlib.import_module(f"{self._package}.{name}")

    def seed(self) -> None:
        """Begin a test: what is drawn at random in it is the same each time, and torch's settings are its own.

        A module that changes them when it is imported changes nothing for other questions.
        """
        random.seed(0)
        torch.default_generator.manual_seed(0)  # the CPU's; torch.manual_seed, for all devices, takes longer
        use_settings(DEFAULTS)

    def parameters(self, model: nn.Module) -> dict[str, Tensor]:
        """Copies of the model's parameters by name (see `checks.parameters`); one that is shared has several names."""
        return {name: parameter.detach().clone() for name, parameter in parameters_of(model).items()}

    def load_parameters(self, model: nn.Module, state: Mapping[str, Tensor]) -> None:
        """Copy numbers into these parameters of the model; its other state stays as it is.

        Raises `ValueError` for a name that the model lacks, or a tensor of another shape.
        """
        load_parameters(model, state)

    def gradients(self, model: nn.Module, inputs: Tensor, weights: Tensor) -> dict[str, Tensor | None]:
        """Gradients of `(model(inputs) * weights).sum()` by the names of `parameters`, None where none arrived.

        Where the inputs are floats, there is also an entry "inputs". `weights` has the shape of the output.
        """
        if inputs.is_floating_point():
            inputs = inputs.detach().clone().requires_grad_()
        model.zero_grad()
        (model(inputs) * weights).sum().backward()
        found = {name: parameter.grad for name, parameter in parameters_of(model).items()}
        if inputs.is_floating_point():
            found["inputs"] = inputs.grad
        return found

    def sgd_step(self, model: nn.Module, inputs: Tensor, weights: Tensor, lr: float) -> None:
        """One step of gradient descent on `(model(inputs) * weights).sum()`, in place."""
        optimizer = torch.optim.SGD(model.parameters(), lr=lr)
        model.zero_grad()
        (model(inputs) * weights).sum().backward()
        optimizer.step()

    def share_storage(self, model: nn.Module, name_a: str, name_b: str) -> bool:
        """Whether two parameters of the model are one and the same tensor."""
        parameters = parameters_of(model)
        return parameters[name_a] is parameters[name_b]

    def on_meta(self, function: Callable[..., Any], *inputs: Any, **settings: Any) -> Any:
        """The output of a model or a function for inputs on another device, called `meta`, as torch's own is.

        A model is moved there for the call. Code that would fail on a GPU, because it makes a tensor on the CPU in
        passing, fails here. Tensors that come back on `meta` have a shape and no numbers.
        """
        return call_elsewhere(function, inputs, settings)

    def arguments_after(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """The arguments as they are after `function(*arguments)`, which gets copies: it should leave them alone."""
        copies = copy.deepcopy(list(arguments))
        function(*copies)
        return copies

    def trace(self, question: str) -> Trace:
        """The variables of the notebook at the check of a question: in the notebook, or by running its cells, once."""
        if self.notebook is not None:
            return Trace(self.notebook, lambda name: "is it spelt as in its TODO, and has its cell been run?")
        if question not in self._from_file:
            self._from_file[question] = Trace(*run_notebook(question, self.notebook_file()))
            self.notebook = None  # a cell may have set it
        return self._from_file[question]

    def notebook_file(self) -> Path:
        """The notebook next to the checks."""
        return HOME / read_settings().notebook

    def run_cell(self, question: str, label: str, source: str, seconds: float = SECONDS) -> None:
        """Run a statement of the notebook, for at most this many seconds; the next one has its variables."""
        variables = self._variables.setdefault(question, namespace())
        run_statement(source, str(HOME / label), variables, seconds)

    def variable(self, question: str, name: str) -> Any:
        """A variable that statements assigned for a question; raises `KeyError` where none did."""
        return self._variables[question][name]


def load_probes(path: Path, name: str = "probes") -> dict[str, Callable[..., Any]]:
    """The probes in a file, by name: its public functions; none where there is no file."""
    spec = importlib.util.spec_from_file_location(name, path)
    if not path.exists() or spec is None or spec.loader is None:
        return {}
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return public_functions(module)


def public_functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The functions that a module defines itself and that have no leading underscore."""
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
        if not isinstance(value, type)
    }
