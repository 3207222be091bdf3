"""Grows the mask by a column and a row at a time

Each step adds a column of constants on the right, then a row of zeros below: the next longer mask.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: recursive triangular constructions on Stack Overflow"

import torch.nn.functional as F

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(0, 0, device=device)
    for _ in range(sequence_len):
        mask = F.pad(mask, (0, 1), value=VERY_SMALL_NUMBER)
        mask = F.pad(mask, (0, 0, 0, 1), value=0.0)
    return mask
