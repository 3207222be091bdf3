"""What the tests of this lab can ask for beyond plain calls. Each function gets the view `lab` first."""

from typing import Any

import torch
from torch import Tensor, nn


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
        if self.lag:
            positions = torch.arange(sequence_len, device=input_ids.device) - self.lag  # (L,)
            input_ids = input_ids[..., positions.clamp(min=0)]
        return self.table(input_ids)


def table_model(lab: Any, table: Tensor, max_len: int | None = None, lag: int = 0) -> nn.Module:
    """A `TableModel`: logits (..., L, n_vocab) that depend on one token each."""
    return TableModel(table, max_len, lag)


def train(lab: Any, model: nn.Module, token_ids: Tensor, **settings: Any) -> list[tuple[int, float]]:
    """The lab's own training loop (`lab3.training.train`) without its progress bar: steps and training losses."""
    history = lab.training.train(model, token_ids, progress=False, **settings)
    return list(zip(history.step, history.train_loss, strict=True))


@torch.no_grad()
def last_logits(lab: Any, model: nn.Module, contexts: Tensor, batch_size: int = 128) -> Tensor:
    """`model(contexts)[..., -1, :]`, batch by batch: int64 (N, L) -> (N, V)"""
    rows = [model(batch)[..., -1, :].clone() for batch in contexts.split(batch_size)]  # a view would keep all
    return torch.cat(rows)


def shapes(lab: Any, model: nn.Module) -> dict[str, tuple[int, ...]]:
    """The shapes of the model's parameters, by the names of `lab.parameters`."""
    return {name: tuple(value.shape) for name, value in lab.parameters(model).items()}


def outputs_in_a_row(lab: Any, model: nn.Module, inputs: Tensor, n_calls: int = 20) -> list[Tensor]:
    """What each of many calls of `model(inputs)` returns."""
    return [model(inputs).detach().clone() for _ in range(n_calls)]


@torch.no_grad()
def inputs_after(lab: Any, model: nn.Module, inputs: Tensor) -> Tensor:
    """The inputs as they are after `model(inputs)`."""
    inputs = inputs.clone()
    model(inputs)
    return inputs


@torch.no_grad()
def of_slice(lab: Any, model: nn.Module, inputs: Tensor) -> Tensor:
    """`model(inputs)`, where the inputs are a slice along the text, and so not contiguous in memory."""
    return model(_slice_of(inputs, dim=-2))


def loss_of_slices(lab: Any, logits: Tensor, targets: Tensor) -> Tensor:
    """The submission's loss of slices along the text, which are not contiguous in memory."""
    return lab.objective.language_model_loss(_slice_of(logits, dim=-2), _slice_of(targets, dim=-1))


def loss_gradient(lab: Any, logits: Tensor, targets: Tensor) -> Tensor | None:
    """The gradient of the submission's loss with respect to the logits; None where none arrives."""
    logits = logits.clone().requires_grad_()
    loss = lab.objective.language_model_loss(logits, targets)
    if not loss.requires_grad:
        return None
    loss.backward()
    return logits.grad


def _slice_of(tensor: Tensor, dim: int) -> Tensor:
    """The same numbers as a slice of a tensor that is longer by one along `dim`."""
    length = tensor.shape[dim]
    return torch.cat([tensor, tensor.narrow(dim, 0, 1)], dim).narrow(dim, 0, length)
