"""What your modules compute on the way from token ids to logits, station by station."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from .causal_mask import VERY_SMALL_NUMBER, make_causal_mask
from .mlp import FeedForwardLM
from .tokenization import encode_doc
from .transformer import TransformerLM


@dataclass
class StationTrace:
    """The stations that were seen, by name; `stopped` is what the code raised, empty where it came to its end.

    Names are those of parts 3 and 6 of the notebook. `q.1` is the station `q` of head 1. A station is missing
    where the code does not use the layer at which it would be seen.
    """

    stations: dict[str, Tensor] = field(default_factory=dict)
    stopped: str = ""

    def note_station(self, name: str, value: Any) -> None:
        """Keep a station's first value."""
        if isinstance(value, Tensor) and name not in self.stations:
            self.stations[name] = value.detach().cpu().clone()


def trace_of_mlp(model: FeedForwardLM, text: str, token_ids: Tensor) -> StationTrace:
    """The stations of part 3. token_ids: the right ones of the text, (L,); the station of ids has your own."""
    trace = StationTrace()
    run_student_code(trace, lambda: trace.note_station("mlp_ids", encode_doc(text)))
    layers = list(model.model.model.children())
    with LayerWatch(trace) as watch:
        watch.note_output(model.word_to_embedding, "mlp_embeddings")
        watch.note_output(layers[1], "mlp_hidden")
        watch.note_output(model.model, "mlp_output")
        run_student_code(trace, lambda: trace.note_station("mlp_logits", model(token_ids)))
    return trace


def trace_of_transformer(model: TransformerLM, text: str, token_ids: Tensor) -> StationTrace:
    """The stations of part 6, for the same."""
    trace = StationTrace()
    run_student_code(trace, lambda: trace.note_station("trace_ids", encode_doc(text)))
    layer = model.model
    with LayerWatch(trace) as watch:
        watch.note_output(model.word_to_embedding, "token_embeddings")
        watch.note_output(model.pos_to_embedding, "position_embeddings")
        watch.note_input(layer, "x")
        watch.note_input(layer.self_attention, "normed")
        for number, head in enumerate(layer.self_attention.heads):
            watch.note_output(head.get_query, f"q.{number}")
            watch.note_output(head.get_key, f"k.{number}")
            watch.note_output(head.get_value, f"v.{number}")
            watch.note_output(head, f"head_output.{number}")
        watch.note_input(layer.self_attention.to_output, "together")
        watch.note_output(layer.self_attention, "attention_output")
        watch.note_input(layer.norm_2, "after_attention")
        watch.note_input(layer.mlp, "normed_2")
        watch.note_output(list(layer.mlp.model.children())[1], "hidden")
        watch.note_output(layer.mlp, "mlp_output")
        watch.note_output(layer, "after_mlp")
        run_student_code(trace, lambda: trace.note_station("logits", model(token_ids)))
    trace_inside_heads(trace, layer.self_attention.heads, len(token_ids))
    return trace


def trace_inside_heads(trace: StationTrace, heads: nn.ModuleList, sequence_len: int) -> None:
    """Add what no layer shows: the mask, and the attention weights of each head on what attention received."""
    run_student_code(
        trace, lambda: trace.note_station("mask", make_causal_mask(sequence_len).clamp(min=VERY_SMALL_NUMBER))
    )
    if "normed" in trace.stations:
        for number, head in enumerate(heads):
            run_student_code(
                trace,
                lambda n=number, h=head: trace.note_station(
                    f"weights.{n}", h.attention_weights(trace.stations["normed"])
                ),
            )


@torch.no_grad()
def run_student_code(trace: StationTrace, step: Callable[[], None]) -> None:
    """Run code that may be unfinished or wrong; the trace notes the first thing that it raises."""
    try:
        step()
    except Exception as error:  # whatever a student's code may raise
        text = " ".join(str(error).split())[:300]
        trace.stopped = trace.stopped or f"{type(error).__name__}: {text}"


class LayerWatch:
    """Notes what layers receive and return, as long as the `with` statement lasts."""

    def __init__(self, trace: StationTrace):
        self.trace = trace
        self.handles: list[Any] = []

    def __enter__(self) -> "LayerWatch":
        return self

    def __exit__(self, *exception: object) -> None:
        for handle in self.handles:
            handle.remove()

    def note_input(self, layer: nn.Module, name: str) -> None:
        """Note the first argument of the layer's first call."""
        self.handles.append(
            layer.register_forward_pre_hook(lambda _, arguments: self.trace.note_station(name, arguments[0]))
        )

    def note_output(self, layer: nn.Module, name: str) -> None:
        """Note the result of the layer's first call."""
        self.handles.append(layer.register_forward_hook(lambda _, __, result: self.trace.note_station(name, result)))
