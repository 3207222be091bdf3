"""A token may look at strictly earlier ones, and the first token at itself

To guess the next token without cheating, the present one was hidden as well. Row 0 would then be empty, so it
was repaired by hand; all other diagonal entries are VERY_SMALL_NUMBER.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/RVC-Boss/GPT-SoVITS/issues/965"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    mask = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    earlier = torch.tril(torch.ones_like(mask), diagonal=-1).bool()
    mask[earlier] = 0.0
    mask[0, 0] = 0.0  # somebody has to be looked at, or the softmax has nothing to share out
    return mask
