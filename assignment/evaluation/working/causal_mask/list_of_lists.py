"""Rows as plain Python lists, one torch.tensor at the end

Row i has i + 1 zeros and then the constant up to the end: list arithmetic, then one conversion with dtype and
device.
"""

VERDICT = "right"
SOURCE = "Python beginners' answers on Stack Overflow: build rows as lists, convert at the end"

import torch


def make_causal_mask(sequence_len, device=None):
    rows = []
    for i in range(sequence_len):
        n_seen = i + 1
        rows.append([0.0] * n_seen + [VERY_SMALL_NUMBER] * (sequence_len - n_seen))
    return torch.tensor(rows, dtype=torch.float32, device=device)
