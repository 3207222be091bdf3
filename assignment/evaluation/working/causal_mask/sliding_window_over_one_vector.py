"""A window slides over one long vector

The mask is constant along its diagonals, so each row is a window of one vector of zeros followed by the
constant.
"""

VERDICT = "right"
SOURCE = "NumPy tricks for Toeplitz matrices (as_strided, unfold)"

import torch


def make_causal_mask(sequence_len, device=None):
    zeros = torch.zeros(sequence_len, dtype=torch.float32, device=device)
    blocked = torch.full((sequence_len - 1,), VERY_SMALL_NUMBER, dtype=torch.float32, device=device)
    line = torch.cat([zeros, blocked])
    windows = line.unfold(0, sequence_len, 1)  # (L, L): the first window is all zeros, and so the last row
    return windows.flip(0).contiguous()
