"""The log of a lower triangle of ones, clamped from below

log(1) is 0 and log(0) is minus infinity, which the clamp turns into VERY_SMALL_NUMBER exactly.
"""

VERDICT = "right"
SOURCE = "blog posts that explain additive masks as the log of multiplicative ones (from memory, not looked up)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    allowed = torch.ones((sequence_len, sequence_len), dtype=torch.float32, device=device).tril()
    return allowed.log().clamp(min=VERY_SMALL_NUMBER)
