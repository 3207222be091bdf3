"""What a test can do with a submission: call its modules, and ask the probes that are methods of `Lab`."""

import importlib
import importlib.util
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

PROBES = ("seed", "gradients", "sgd_step", "share_storage", "on_meta")
"""The probes of every lab. A lab can have more: the public functions of its own `probes.py`, which get `lab` first."""


class OneDevice(TorchDispatchMode):
    """Refuses operations on tensors of several devices, as CUDA does; `meta` alone is more lenient."""

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        tensors = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor) and leaf.dim() > 0]
        devices = sorted({str(tensor.device) for tensor in tensors})
        may_differ = func.overloadpacket in (torch.ops.aten.copy_, torch.ops.aten.index)
        if len(devices) > 1 and not may_differ:
            raise RuntimeError(f"tensors on {' and '.join(devices)} met: make every new tensor on the device of x")
        return func(*args, **(kwargs or {}))


class Trace:
    """The variables that a notebook's cells assigned: `trace.NAME`; an `AssertionError` names what is missing."""

    is_view = True

    def __init__(self, variables: dict[str, Any], reason: str):
        self._variables, self._reason = variables, reason

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables:
            raise AssertionError(f"the notebook has no variable `{name}`: {self._reason}")
        return self._variables[name]


class Lab:
    """The modules of a package by name, and the probes as methods.

    A notebook sets `lab.notebook = globals()`, so that checks see its variables.
    """

    def __init__(self, package: str, probes: dict[str, Callable[..., Any]] | None = None) -> None:
        self._package, self._probes = package, probes or {}
        self.notebook: dict[str, Any] | None = None
        self.variables: dict[str, Any] = {"__name__": "__main__", "display": lambda *shown, **how: None}

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
        """Begin a test: what is drawn at random in it is the same each time."""
        random.seed(0)
        torch.default_generator.manual_seed(0)  # the CPU's; torch.manual_seed, for all devices, takes longer

    def gradients(self, model: nn.Module, inputs: Tensor, weights: Tensor) -> dict[str, Tensor | None]:
        """Gradients of `(model(inputs) * weights).sum()` by parameter name, None where none arrived.

        Where the inputs are floats, there is also an entry "inputs". `weights` has the shape of the output.
        """
        if inputs.is_floating_point():
            inputs = inputs.detach().clone().requires_grad_()
        model.zero_grad()
        (model(inputs) * weights).sum().backward()
        found = {name: parameter.grad for name, parameter in model.named_parameters()}
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
        return model.get_parameter(name_a) is model.get_parameter(name_b)

    def on_meta(self, model: nn.Module, inputs: Tensor) -> Tensor:
        """The model moved to the `meta` device and called there.

        Tensors on `meta` have a shape and no data. A model that makes a tensor on the CPU in passing
        fails there as it would on a GPU.
        """
        with OneDevice():  # type: ignore[no-untyped-call]
            output: Tensor = model.to("meta")(inputs.to("meta"))
            return output

    def trace(self, question: str) -> Trace:
        """The variables of the notebook's cells for a question: in the notebook, or by running these cells."""
        if self.notebook is not None:
            return Trace(self.notebook, "is it spelt as in its TODO, and has its cell been run?")
        from .notebook import run_cells
        from .settings import HOME, read_settings

        return Trace(self.variables, run_cells(self.run_cell, question, HOME / read_settings().notebook))

    def run_cell(self, name: str, source: str) -> None:
        """Run one cell of a notebook; its variables are there for the next one."""
        place = Path(__file__).parents[1] / f"cell {name}"
        exec(compile(source, str(place), "exec"), self.variables)

    def variable(self, name: str) -> Any:
        """A variable that cells assigned; raises `KeyError` where none did."""
        return self.variables[name]


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
