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
    # TODO(causal_mask): build this matrix, on `device`. For 3 tokens it has three zeros in its last
    # row. Draw the matrix for 4 tokens on paper before you write any code.
    raise NotImplementedError("causal_mask: make_causal_mask has no code yet: see its TODO in lab3/causal_mask.py")
