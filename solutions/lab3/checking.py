"""`lab`: your modules as the tests see them, and the probes that tests need beyond plain calls.

`lab.attention` is your module `lab3.attention`, and so on. The grader puts another object in its
place that runs the same calls in a separate process; the tests can not tell the difference.
"""

import importlib
import random
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves


class TableModel(nn.Module):
    """A ready-made language model: at each position, the logits are `table[t]`, t being the token there.

    With a `lag`, t is the token that many places before, or the first one where there are fewer.
    """

    def __init__(self, table: Tensor, max_len: int | None = None, lag: int = 0):
        super().__init__()
        self.table = nn.Embedding.from_pretrained(table, freeze=True)  # (n_vocab, n_vocab)
        self.lag = lag
        if max_len is not None:
            self.max_len = max_len

    def forward(self, input_ids: Tensor) -> Tensor:
        """int64 (..., L) -> logits (..., L, n_vocab); `ValueError` beyond `max_len`"""
        sequence_len = input_ids.shape[-1]
        if sequence_len > getattr(self, "max_len", sequence_len):
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device) - self.lag  # (L,)
        return self.table(input_ids[..., positions.clamp(min=0)])


class OneDevice(TorchDispatchMode):
    """Refuses operations on tensors of several devices, as CUDA does; `meta` alone is more lenient."""

    def __torch_dispatch__(self, func: Any, types: Any, args: tuple = (), kwargs: dict | None = None) -> Any:
        tensors = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor) and leaf.dim() > 0]
        devices = sorted({str(tensor.device) for tensor in tensors})
        may_differ = func.overloadpacket in (torch.ops.aten.copy_, torch.ops.aten.index)
        if len(devices) > 1 and not may_differ:
            raise RuntimeError(f"tensors on {' and '.join(devices)} met: make every new tensor on the device of x")
        return func(*args, **(kwargs or {}))


class Trace:
    """The variables that a notebook's cells assigned: `trace.mlp_hidden`; an `AssertionError` names what is missing."""

    is_view = True

    def __init__(self, variables: dict[str, Any], reason: str):
        self._variables, self._reason = variables, reason

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables:
            raise AssertionError(f"the notebook has no variable `{name}`: {self._reason}")
        return self._variables[name]


class Lab:
    """The modules by name, and the probes as methods.

    A notebook sets `lab.notebook = globals()`, so that checks see its variables.
    """

    def __init__(self) -> None:
        self.notebook: dict[str, Any] | None = None
        self.variables: dict[str, Any] = {"__name__": "__main__", "display": lambda *shown, **how: None}

    def __getattr__(self, module: str) -> Any:
        if module.startswith("_"):
            raise AttributeError(module)
        return importlib.import_module(f"{__package__}.{module}")

    def seed(self) -> None:
        """Begin a test: what is drawn at random in it is the same each time."""
        random.seed(0)
        torch.default_generator.manual_seed(0)  # the CPU's; torch.manual_seed, for all devices, takes longer

    def gradients(self, model: nn.Module, inputs: Tensor, weights: Tensor) -> dict[str, Tensor | None]:
        """Gradients of `(model(inputs) * weights).sum()` by parameter name, None where none arrived.

        Has an entry "inputs", too, where the inputs are floats. `weights` has the shape of the output.
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

    def train(self, model: nn.Module, token_ids: Tensor, **settings: Any) -> list[tuple[int, float]]:
        """The lab's own training loop (`lab3.training.train`), without its progress bar: steps and training losses."""
        from . import training  # here, because it needs your `objective` to be importable

        history = training.train(model, token_ids, progress=False, **settings)
        return list(zip(history.step, history.train_loss, strict=True))

    @torch.no_grad()
    def last_logits(self, model: nn.Module, contexts: Tensor, batch_size: int = 128) -> Tensor:
        """`model(contexts)[..., -1, :]`, batch by batch: int64 (N, L) -> (N, V)"""
        rows = [model(batch)[..., -1, :].clone() for batch in contexts.split(batch_size)]  # a view would keep all
        return torch.cat(rows)

    def on_meta(self, model: nn.Module, inputs: Tensor) -> Tensor:
        """The model moved to the `meta` device and called there.

        Tensors on `meta` have a shape and no data. A model that makes a tensor on the CPU in passing
        fails there as it would on a GPU.
        """
        with OneDevice():
            return model.to("meta")(inputs.to("meta"))

    def trace(self, question: str) -> Trace:
        """The variables of the notebook's cells for a question: in the notebook, or by running these cells."""
        if self.notebook is not None:
            return Trace(self.notebook, "is it spelt as in its TODO, and has its cell been run?")
        from .notebook import run_cells

        return Trace(self.variables, run_cells(self, question))

    def run_cell(self, name: str, source: str) -> None:
        """Run one cell of a notebook; its variables are there for the next one."""
        place = Path(__file__).parents[1] / f"cell {name}"
        exec(compile(source, str(place), "exec"), self.variables)

    def variable(self, name: str) -> Any:
        """A variable that cells assigned; raises `KeyError` where none did."""
        return self.variables[name]

    def table_model(self, table: Tensor, max_len: int | None = None, lag: int = 0) -> nn.Module:
        """A `TableModel`: logits (..., L, n_vocab) that depend on one token each."""
        return TableModel(table, max_len, lag)


def share_parameters(model: nn.Module, other: nn.Module, seed: int = 0, std: float = 0.5) -> None:
    """Give two models of the same architecture the same random parameters, norms and biases included."""
    state = random_state(other, seed, std)
    model.load_state_dict(state)
    other.load_state_dict(state)


def draw_parameters(model: nn.Module, seed: int, std: float = 0.5) -> None:
    """Draw all parameters of a model anew: the same seed gives the same numbers, however it was built."""
    model.load_state_dict(random_state(model, seed, std))


def random_state(model: nn.Module, seed: int, std: float) -> dict[str, Tensor]:
    """Random parameters that fit a model; those that are one tensor in the model get the same numbers."""
    generator = torch.Generator().manual_seed(seed)
    drawn: dict[int, Tensor] = {}
    state = {}
    for name, value in model.state_dict().items():
        if value.data_ptr() not in drawn:
            drawn[value.data_ptr()] = torch.randn(value.shape, generator=generator) * std
        state[name] = drawn[value.data_ptr()]
    return state


lab = Lab()
