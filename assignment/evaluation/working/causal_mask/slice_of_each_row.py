"""Fills the tail of each row by a slice

Row i gets the constant from column i + 1 on. The slice is empty in the last row, and for a single token there
is nothing to fill.
"""

VERDICT = "right"
SOURCE = "fast.ai forum, filling a mask row by row with slices"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros(sequence_len, sequence_len, dtype=torch.float32, device=device)
    for i, row in enumerate(mask):
        row[i + 1 :] = VERY_SMALL_NUMBER
    return mask
