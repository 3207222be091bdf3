"""Takes the log of a lower triangle of ones with a little added

The log of 1e-9 is about -20.7, which is neither VERY_SMALL_NUMBER nor small enough: large scores of later
tokens get through.
"""

VERDICT = "wrong"
SOURCE = "forum answers that turn 0/1 masks into additive ones by log(mask + eps) (from memory, not looked up)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    allowed = torch.tril(torch.ones(sequence_len, sequence_len, device=device))
    return torch.log(allowed + 1e-9)
