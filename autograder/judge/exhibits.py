"""Gathers what the feedback page draws: what the submission's own code makes of a few public inputs.

It is asked on the worker of the public cases, which has seen nothing hidden. What can not be had is left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from autograder.grade import Exhibit, Losses, Matrix, QuestionResult
from autograder.judge.remote_lab import RemoteLab

MODELS = {"mlp": "MLP", "transformer": "transformer"}
"""The models by the names that cases give to their curves, as they are shown."""
PLACES = ("0", "1", "2", "3", "4")
WORD = "planet"
GUESSES = ("a", "e", "i", "o", "u")
TEMPERATURES = (0.5, 1.0, 2.0)


def mask(view: Any) -> Tensor:
    """The causal mask of five tokens."""
    return view.causal_mask.make_causal_mask(len(PLACES))


def weights(view: Any) -> Tensor:
    """The attention weights of one head, whose parameters are always the same, for the characters of a word."""
    generator = torch.Generator().manual_seed(7)
    names = ("get_query.weight", "get_key.weight", "get_value.weight")
    head = view.attention.BareBonesAttentionHead(6, 3)
    head.load_state_dict({name: torch.randn(3, 6, generator=generator) / 2 for name in names})
    return head.attention_weights(torch.randn(len(WORD), 6, generator=generator))


def guesses(view: Any) -> Tensor:
    """The same logits at three temperatures, as probabilities; those of an earlier position come first."""
    logits = torch.tensor([[0.0, 0.0, 3.0, 0.0, 0.0], [2.0, 1.0, 0.0, -1.0, 0.5]])
    return torch.stack([view.generation.next_token_probabilities(logits, value) for value in TEMPERATURES])


@dataclass(frozen=True)
class Asked:
    """A matrix to ask for: the fields of `Matrix` that do not depend on the submission, and who gives the numbers."""

    id: str
    ask: Callable[[Any], Tensor]
    call: str
    reading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    scale: tuple[float, float]


ASKED = (
    Asked(
        "causal_mask", mask, "`make_causal_mask(5)`",
        "Row: the query, that looks. Column: the key, that is looked at.", PLACES, PLACES, (-1e9, 0.0),
    ),
    Asked(
        "attention", weights, f"`attention_weights` of a head, for “{WORD}”",
        "Row: the character that looks. Column: the one that is looked at.", tuple(WORD), tuple(WORD), (0.0, 1.0),
    ),
    Asked(
        "generation", guesses, "`next_token_probabilities` at three temperatures",
        "Row: the temperature. Column: the character. The logits of the last position are 2, 1, 0, -1 and 0.5.",
        tuple(f"{value:g}" for value in TEMPERATURES), GUESSES, (0.0, 1.0),
    ),
)  # fmt: skip


def matrices(lab: RemoteLab) -> tuple[Exhibit, ...]:
    """The matrices of a submission that can be drawn."""
    return tuple(filter(None, (_matrix(lab, asked) for asked in ASKED)))


def losses(questions: tuple[QuestionResult, ...], floor: float) -> tuple[Exhibit, ...]:
    """The losses that cases have noted; `floor` is the bigram floor, in nats."""
    return tuple(
        Losses(question.id, {shown: curves[name] for name, shown in MODELS.items() if name in curves}, floor)
        for question in questions
        if (curves := {name: curve for case in question.cases for name, curve in case.curves.items()})
    )


def _matrix(lab: RemoteLab, asked: Asked) -> Matrix | None:
    from lab3.checking import lab as reference

    lab._session.begin_case()
    promised = asked.ask(reference)
    try:
        yours = _numbers(asked.ask(lab), promised.shape)
    except Exception:  # whatever the submission does: the tests say so
        return None
    return Matrix(
        asked.id, asked.call, asked.reading, asked.rows, asked.columns, asked.scale,
        yours, _numbers(promised, promised.shape),
    )  # fmt: skip


def _numbers(values: Tensor, shape: torch.Size) -> tuple[tuple[float, ...], ...]:
    """A matrix as plain numbers; raises `ValueError` for another shape."""
    if values.shape != shape:
        raise ValueError(f"a matrix of shape {tuple(values.shape)}")
    return tuple(map(tuple, values.detach().double().tolist()))
