"""What the explorer's page has to know: weights, counts of neighbours, checkpoints, and your own code's numbers."""

import base64
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from .explore_trace import StationTrace, trace_of_mlp, trace_of_transformer
from .mlp import FeedForwardLM
from .tokenization import N_VOCAB
from .training import bigram_floor
from .transformer import TransformerLM

TRACED = "Tom had a"
"""The text of parts 3 and 6. The page carries every station of it, and the last logits of the other texts."""
TEXTS = ("T", "Once upon a time", "The cat sat. The dog", "naïve\n\tÄ~ 0", "Tom had a red ball. He liked to play.")
FINENESS = 10
"""Steps per standard deviation to which the weights of a checkpoint are rounded. Final weights are exact."""


class ExplorerError(Exception):
    """A page cannot be made; the text is one sentence."""


Named = list[tuple[str, Tensor]]


def explorer_data(
    mlp: FeedForwardLM,
    transformer: TransformerLM,
    train_ids: Tensor,
    held_out_ids: Tensor,
    text: str,
    checkpoints: dict[int, Named],
    unmasked: Named | None = None,
) -> dict[str, Any]:
    """Everything that the page shows, ready for `json.dumps`.

    text: what the page opens with. checkpoints: weights of the transformer (`named_weights`) by training
    step; step 0 is the untrained model. unmasked: those of a transformer that was trained without the mask.
    Raises `ExplorerError` where the layers do not have the expected shapes.
    """
    traced = TRACED[: transformer.max_len]
    rows = sorted(set(train_ids.tolist()) | set(held_out_ids.tolist()))
    return {
        "text": text,
        "mlp": model_data(sizes_of_mlp(mlp), weights_of_mlp(mlp)),
        "transformer": model_data(sizes_of_transformer(transformer), named_weights(transformer)),
        "bigrams": bigram_counts(train_ids),
        "floor": bigram_floor(train_ids, held_out_ids, N_VOCAB),
        "heldOut": "".join(map(chr, held_out_ids[:1024].tolist())),
        "checkpoints": {"steps": list(checkpoints), **weight_frames(list(checkpoints.values()), rows)},
        "unmasked": weight_frames([unmasked], rows) if unmasked else None,
        "traces": {
            "text": traced,
            "mlp": trace_data(trace_of_mlp(mlp, traced, code_points(traced))),
            "transformer": trace_data(trace_of_transformer(transformer, traced, code_points(traced))),
        },
        "lastLogits": [last_logits(mlp, transformer, each[: transformer.max_len]) for each in TEXTS],
    }


def code_points(text: str) -> Tensor:
    """The ids that `encode_doc` should give. The page compares models, so they all get the same ids: (L,)"""
    return torch.tensor([ord(character) for character in text if ord(character) < N_VOCAB])


def sizes_of_mlp(model: FeedForwardLM) -> dict[str, int]:
    """The arguments with which such a model is made."""
    n_vocab, emb_dim = model.word_to_embedding.weight.shape
    return {"n_vocab": n_vocab, "emb_dim": emb_dim, "n_hidden": first_linear(model.model).out_features}


def sizes_of_transformer(model: TransformerLM) -> dict[str, int]:
    """The arguments with which such a model is made."""
    n_vocab, emb_dim = model.word_to_embedding.weight.shape
    heads = model.model.self_attention.heads
    return {
        "n_vocab": n_vocab,
        "max_len": model.max_len,
        "emb_dim": emb_dim,
        "n_hidden": first_linear(model.model.mlp).out_features,
        "head_dim": heads[0].get_query.out_features,
        "n_heads": len(heads),
    }


def first_linear(mlp: nn.Module) -> nn.Linear:
    """The layer that leads to the middle; raises `ExplorerError` where the layers are not as they should be."""
    layers = list(mlp.model.children())
    found = ", ".join(type(layer).__name__ for layer in layers)
    if found != "Linear, ReLU, Linear" or layers[0].out_features != layers[2].in_features:
        raise ExplorerError(f"the explorer needs the layers Linear, ReLU, Linear in `MLP.model`, and found: {found}")
    return layers[0]


def weights_of_mlp(model: FeedForwardLM) -> Named:
    """The weights in the order in which the page reads them."""
    return [("word_to_embedding", model.word_to_embedding.weight), *weights_of_layers(model.model)]


def named_weights(model: TransformerLM) -> Named:
    """The same for a transformer."""
    layer = model.model
    return [
        ("word_to_embedding", model.word_to_embedding.weight),
        ("pos_to_embedding", model.pos_to_embedding.weight),
        ("norm_1.weight", layer.norm_1.weight),
        ("norm_1.bias", layer.norm_1.bias),
        *(
            (f"heads.{number}.{name}", getattr(head, name).weight)
            for number, head in enumerate(layer.self_attention.heads)
            for name in ("get_query", "get_key", "get_value")
        ),
        ("to_output", layer.self_attention.to_output.weight),
        ("norm_2.weight", layer.norm_2.weight),
        ("norm_2.bias", layer.norm_2.bias),
        *weights_of_layers(layer.mlp),
    ]


def weights_of_layers(mlp: nn.Module) -> Named:
    """The four of an MLP."""
    first, _, second = mlp.model.children()
    return [
        (f"mlp.{i}.{name}", getattr(it, name)) for i, it in ((0, first), (2, second)) for name in ("weight", "bias")
    ]


def model_data(sizes: dict[str, int], weights: Named) -> dict[str, Any]:
    """A model's sizes, and its weights one after the other."""
    return {"sizes": sizes, "weights": packed_floats(weight for _, weight in weights)}


def packed_floats(tensors: Iterable[Tensor]) -> str:
    """Numbers as base64 of 32-bit floats, lowest byte first."""
    numbers = array("f", (number for tensor in tensors for number in tensor.detach().cpu().flatten().tolist()))
    if sys.byteorder == "big":
        numbers.byteswap()
    return base64.b64encode(numbers.tobytes()).decode()


def weight_frames(models: list[Named], rows: list[int]) -> dict[str, Any]:
    """Weights of several moments, small: rounded, and each as the difference from the one before.

    Of the token embeddings, only `rows` are kept: the characters that the stories have.
    """
    chosen = [[(name, w[rows] if name == "word_to_embedding" else w) for name, w in model] for model in models]
    steps = [step_size(same) for same in zip(*by_position(chosen), strict=True)]
    levels = [torch.zeros_like(weight) for _, weight in chosen[0]]
    differences = bytearray()
    for model in chosen:
        for place, (_, weight) in enumerate(model):
            difference = ((weight.detach() / steps[place]).round() - levels[place]).clamp(-127, 127)
            levels[place] = levels[place] + difference
            differences += bytes(int(number) & 255 for number in difference.flatten().tolist())
    return {"rows": rows, "sizes": steps, "deflated": base64.b64encode(zlib.compress(bytes(differences), 9)).decode()}


def step_size(weights: Sequence[Tensor]) -> float:
    """To which multiples one parameter is rounded, in all its checkpoints; none has more than 127 steps."""
    together = torch.stack([weight.detach() for weight in weights])
    return max(together.std().item() / FINENESS, together.abs().max().item() / 127) or 1.0


def by_position(models: list[Named]) -> list[list[Tensor]]:
    """The weights without their names."""
    return [[weight for _, weight in model] for model in models]


def bigram_counts(token_ids: Tensor) -> dict[str, list[int]]:
    """How often which token follows which: for each token, followers and counts in turn."""
    pairs, counts = torch.unique(token_ids[:-1] * N_VOCAB + token_ids[1:], return_counts=True)
    table: dict[str, list[int]] = {}
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        table.setdefault(str(pair // N_VOCAB), []).extend((pair % N_VOCAB, count))
    return table


def trace_data(trace: StationTrace) -> dict[str, Any]:
    """A trace, station by station: shape and numbers."""
    return {
        "stopped": trace.stopped,
        "stations": {
            name: {"shape": list(value.shape), "numbers": packed_floats([value.float()])}
            for name, value in trace.stations.items()
        },
    }


def last_logits(mlp: FeedForwardLM, transformer: TransformerLM, text: str) -> dict[str, Any]:
    """What both models return for the last character of a text; None where the code raises or the shape is wrong."""
    return {"text": text, "mlp": last_of(mlp, text), "transformer": last_of(transformer, text)}


@torch.no_grad()
def last_of(model: nn.Module, text: str) -> str | None:
    """The last row of the logits (L, V)."""
    token_ids = code_points(text)
    try:
        logits = model(token_ids)
        return packed_floats([logits[-1]]) if logits.shape == (len(token_ids), N_VOCAB) else None
    except Exception:  # whatever a student's code may raise; the trace says what
        return None
