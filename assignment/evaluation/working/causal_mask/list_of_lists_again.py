"""Plain Python lists, row by row, in the words of the docstring

Every entry is decided on its own; the tensor is made at the end, as float32 and on the device.
"""

VERDICT = "right"
SOURCE = "beginner notebooks that build the mask from nested lists (from memory, not looked up)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    if sequence_len < 1:
        raise ValueError("a mask needs at least one token")
    rows = []
    for i in range(sequence_len):
        row = []
        for j in range(sequence_len):
            if j <= i:
                row.append(0.0)
            else:
                row.append(float(VERY_SMALL_NUMBER))
        rows.append(row)
    mask = torch.tensor(rows, dtype=torch.float32, device=device)
    assert mask.shape == (sequence_len, sequence_len)
    return mask
