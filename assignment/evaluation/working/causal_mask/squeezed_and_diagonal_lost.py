"""The lower triangle turned over, then squeezed

Two mistakes: the transposed lower triangle keeps its diagonal, so no token sees itself; and squeeze() makes a
scalar of the mask of a single token.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/170 (tril or triu)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    square = torch.full((sequence_len, sequence_len, 1), VERY_SMALL_NUMBER, device=device)
    lower = torch.tril(square.squeeze(-1))
    return lower.t().squeeze()
