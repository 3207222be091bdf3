"""One minus the lower triangle, times VERY_SMALL_NUMBER

Allowed entries become 0 times -1e9, which is minus zero: equal to zero, and it changes no score.
"""

VERDICT = "right"
SOURCE = "huggingface transformers, (1.0 - attention_mask) * min_value (from memory, not looked up)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    allowed = torch.ones(sequence_len, sequence_len, device=device).tril(diagonal=0)
    return (1.0 - allowed).mul(VERY_SMALL_NUMBER)
