"""The text that the question "training" trains on, and the held-out characters that it keeps back."""

import gzip
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import Tensor

from autograder.grade import Curve

N_VOCAB = 128
"""That of ASCII; other characters are left out."""
CONTEXT_LEN = 8
N_TRAIN = 150_000
N_CONTEXTS = 2_000
MAX_POINTS, MAX_STEP = 100, 100_000
"""Of a curve that is kept."""


@dataclass(frozen=True)
class Corpus:
    """What hidden cases of `training` see as `corpus`.

    train_ids: int64 (n_tokens,), below 128. held_out_contexts: int64 (N, 8); the character after each of them is
    in held_out_targets, int64 (N,), which never enters a worker. floor: the bigram floor, in nats,
    measured on the last character of each context and its target. settings: `[training]` of `lab.toml`.
    figures and curves: what a case notes here is kept with its result, whether it passes or not.
    """

    train_ids: Tensor
    held_out_contexts: Tensor
    held_out_targets: Tensor
    floor: float
    settings: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    curves: dict[str, Curve] = field(default_factory=dict)

    def keep_curve(self, name: str, losses: Any) -> None:
        """Note what `lab.train` gave for the model `name`, if it is what it should be: it comes from the submission."""
        if isinstance(losses, list) and 0 < len(losses) <= MAX_POINTS and all(map(_is_point, losses)):
            self.curves[name] = tuple(losses)


def load_corpus(settings: dict[str, Any], source: str | Path = "embedded") -> Corpus:
    """The corpus from any source that `lab3.data.load_stories` takes; raises what that raises."""
    from lab3.tokenization import encode_doc
    from lab3.training import bigram_floor

    train_ids = encode_doc(_text("train", str(source))[:N_TRAIN], N_VOCAB)
    held_out_ids = encode_doc(_text("validation", str(source))[: CONTEXT_LEN + N_CONTEXTS], N_VOCAB)
    contexts = held_out_ids[:-1].unfold(0, CONTEXT_LEN, 1)
    floor = bigram_floor(train_ids, held_out_ids[CONTEXT_LEN - 1 :], N_VOCAB)
    return Corpus(train_ids, contexts, held_out_ids[CONTEXT_LEN:], floor, settings)


def _is_point(value: Any) -> bool:
    """Whether this is a step and a loss that can be drawn."""
    return (
        isinstance(value, tuple)
        and [type(part) for part in value] == [int, float]
        and 0 < value[0] <= MAX_STEP
        and math.isfinite(value[1])
    )


def _text(split: str, source: str) -> str:
    """All stories of a split; the embedded ones without `datasets`, which takes half a second to import."""
    from lab3.data import EMBEDDED, load_stories, stories_as_text

    if source != "embedded":
        return stories_as_text(load_stories(split, source))
    with gzip.open(EMBEDDED / f"{split}.jsonl.gz", "rt", encoding="utf-8") as file:
        return stories_as_text({"text": [json.loads(line)["text"] for line in file]})
