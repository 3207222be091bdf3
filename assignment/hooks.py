"""What only this lab has: stories as a fixture, the pictures of the feedback page, how a made-up class writes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.lab.hooks import Chart, Habits, Hooks, Picture

if TYPE_CHECKING:
    from torch import Tensor

N_VOCAB = 128
"""The size of ASCII; other characters are left out."""
CONTEXT_LEN = 8
LENGTH = CONTEXT_LEN + 1
N_TRAIN = 150_000
N_CONTEXTS = 2_000
HELD_OUT = Path(__file__).resolve().parent / "fixtures" / "held_out.jsonl.gz"
"""Stories that students do not have: a table of what they have would guess their own validation split by heart."""

PLACES = ("0", "1", "2", "3", "4")
WORD = "planet"
GUESSES = ("a", "e", "i", "o", "u")
TEMPERATURES = (0.5, 1.0, 2.0)


@dataclass(frozen=True)
class Corpus:
    """What hidden cases of `training` get as `corpus`.

    train_ids: int64 (n_tokens,), below 128. held_out_contexts: int64 (N, 8), from all over the text, in a random order;
    the character after each of them is in held_out_targets, int64 (N,), and in no context. So no target enters a
    worker. floor: the bigram floor, in nats, measured on the last character of each context and its target.
    settings: `[fixtures]` of `lab.toml`.
    """

    train_ids: Tensor
    held_out_contexts: Tensor
    held_out_targets: Tensor
    floor: float
    settings: Mapping[str, Any]


def corpus(reference: Any, settings: Mapping[str, Any], source: str) -> Corpus:
    """The corpus from any source that `lab3.data.load_stories` takes; raises what that raises.

    What is held out of the embedded stories is not their validation split, but `HELD_OUT`.
    """
    import torch

    encode_doc = reference.tokenization.encode_doc
    train_ids = encode_doc(text(reference, "train", source)[:N_TRAIN], N_VOCAB)
    held_out_ids = encode_doc(text(reference, "held out", source), N_VOCAB)
    contexts, targets = separate_contexts(held_out_ids)
    floor = reference.training.bigram_floor(train_ids, torch.stack([contexts[:, -1], targets], dim=-1), N_VOCAB)
    return Corpus(train_ids, contexts, targets, floor, settings)


def separate_contexts(held_out_ids: Tensor) -> tuple[Tensor, Tensor]:
    """Contexts (N, 8) that share no character of the text, and the target after each: (N,)"""
    import torch

    stretches = held_out_ids[: len(held_out_ids) // LENGTH * LENGTH].reshape(-1, LENGTH)
    chosen = torch.randperm(len(stretches), generator=torch.Generator().manual_seed(0))[:N_CONTEXTS]
    return stretches[chosen, :CONTEXT_LEN], stretches[chosen, CONTEXT_LEN]


def text(reference: Any, split: str, source: str) -> str:
    """All stories of a split ("train" or "held out"); embedded ones without `datasets`, which is slow to import."""
    data = reference.data
    if source != "embedded":
        return data.stories_as_text(data.load_stories("train" if split == "train" else "validation", source))
    path = HELD_OUT if split == "held out" else Path(data.EMBEDDED) / f"{split}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return data.stories_as_text({"text": [json.loads(line)["text"] for line in file]})


def mask(lab: Any) -> Tensor:
    """The causal mask of five tokens: (5, 5)"""
    return lab.causal_mask.make_causal_mask(len(PLACES))


def weights(lab: Any) -> Tensor:
    """The attention weights (6, 6) of one head, whose parameters are always the same, for the characters of a word."""
    import torch

    generator = torch.Generator().manual_seed(7)
    names = ("get_query.weight", "get_key.weight", "get_value.weight")
    head = lab.attention.BareBonesAttentionHead(6, 3)
    lab.load_parameters(head, {name: torch.randn(3, 6, generator=generator) / 2 for name in names})
    return head.attention_weights(torch.randn(len(WORD), 6, generator=generator))


def guesses(lab: Any) -> Tensor:
    """The same logits at three temperatures, as probabilities (3, 5); those of an earlier position come first."""
    import torch

    logits = torch.tensor([[0.0, 0.0, 3.0, 0.0, 0.0], [2.0, 1.0, 0.0, -1.0, 0.5]])
    return torch.stack([lab.generation.next_token_probabilities(logits, value) for value in TEMPERATURES])


PICTURES = (
    Picture(
        "causal_mask", mask, "`make_causal_mask(5)`",
        "Row: the query, which looks. Column: the key, which is looked at.", PLACES, PLACES, (-1e9, 0.0),
    ),
    Picture(
        "attention", weights, f"`attention_weights` of a head, for “{WORD}”",
        "Row: the character that looks. Column: the one that is looked at.", tuple(WORD), tuple(WORD), (0.0, 1.0),
    ),
    Picture(
        "generation", guesses, "`next_token_probabilities` at three temperatures",
        "Row: the temperature. Column: the character. The logits of the last position are 2, 1, 0, -1 and 0.5.",
        tuple(f"{value:g}" for value in TEMPERATURES), GUESSES, (0.0, 1.0),
    ),
)  # fmt: skip

LOSSES = Chart(
    curves={"mlp": "MLP", "transformer": "transformer"},
    title="How your models learned",
    caption="with your own code: training loss in nats per character. A model that sees one character cannot stay "
    "below the bigram floor; one that sees the context can.",
    across="training step",
    unit="nats",
    highest=6.0,  # a bit more than a guess among 256 characters costs
    level_name="bigram floor",
    level=lambda fixtures: fixtures["corpus"].floor,
)

HABITS = Habits(
    common=(
        "tokenization/vocabulary_ignored", "objective/loss_summed", "mlp/tied_by_copy", "causal_mask/sees_one_ahead",
        "causal_mask/transposed", "attention/not_scaled", "attention/scaled_by_emb_dim",
        "attention/softmax_over_queries", "attention/no_mask", "transformer/post_norm",
        "transformer/first_residual_missing", "generation/temperature_multiplied", "generation/not_cropped",
        "trace_mlp/hidden_before_relu", "trace_transformer/qkv_without_norm",
    ),
    # they loop over tokens, queries or classes, which makes training two to ten times slower
    seldom=("position_by_position", "row_by_row", "query_by_query", "pair_by_pair"),
    synonyms={
        "scores": ("similarity", "att", "logits_qk", "raw"), "weights": ("attn", "probs", "alpha"),
        "mask": ("m", "causal", "bias"), "q": ("query", "queries", "Q"), "k": ("key", "keys", "K"),
        "v": ("value", "values", "V"), "x": ("h", "hidden", "out"), "inputs": ("src", "xs", "before"),
        "targets": ("tgt", "ys", "after"), "n_vocab": ("vocab", "V", "n_classes"),
        "token_ids": ("ids", "tokens", "seq"),
        "everywhere": ("full", "big", "filled"), "together": ("joined", "cat", "combined"), "positions": ("pos", "idx"),
        "head_outputs": ("outs", "per_head", "parts"), "sequence_len": ("n", "L", "T", "length"),
        "probabilities": ("probs", "p", "dist"), "next_id": ("nxt", "new_id", "sample"), "context": ("ctx", "window"),
        "last": ("final", "last_logits", "row"), "character": ("c", "ch", "char"), "token_id": ("t", "i", "tok"),
    },
)  # fmt: skip

HOOKS = Hooks(
    fixtures={"corpus": corpus},
    pictures=PICTURES,
    chart=LOSSES,
    figures={
        "mlp_loss": "held-out loss of the MLP (nats)",
        "transformer_loss": "held-out loss of the transformer (nats)",
    },
    habits=HABITS,
)
