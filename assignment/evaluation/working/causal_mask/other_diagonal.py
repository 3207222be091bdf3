"""The triangle lies on the wrong side of the other diagonal

Row 0 sees all tokens, the last row only the first one: a matrix drawn with its rows from bottom to top.
"""

VERDICT = "wrong"
SOURCE = "drawings of causal masks with the origin at the lower left, as matplotlib draws them (from memory, not looked up)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    """What an upper triangle looks like when rows are counted from the bottom."""
    blocked = torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1)
    return torch.flip(blocked, dims=(0,)) * VERY_SMALL_NUMBER
