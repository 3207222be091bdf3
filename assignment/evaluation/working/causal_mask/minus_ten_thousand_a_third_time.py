"""Hides later tokens with -10000 instead of VERY_SMALL_NUMBER

The shape is right, the number is the one of old BERT code; scores of many thousands climb over it.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/17306"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    allowed = torch.ones((sequence_len, sequence_len), device=device).tril()
    return (1.0 - allowed) * -10000.0
