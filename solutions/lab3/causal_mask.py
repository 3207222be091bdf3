"""The causal mask: which tokens each token may look at."""

import torch
from torch import Tensor

VERY_SMALL_NUMBER = -1e9
"""Added to a score, it leaves a weight of zero after the softmax: exp(-1e9) is 0."""


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    """The mask that keeps a token from looking at later ones.

    Returns a float32 tensor of shape (sequence_len, sequence_len) on `device`, for any length from 1 on.
    Row i belongs to the token that looks (query i), column j to the token looked at (key j): 0 where
    j <= i, VERY_SMALL_NUMBER where j > i. It is added to the attention scores before the softmax.
    """
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return torch.triu(everywhere, diagonal=1)
