"""Checks its arguments, prints, and builds rows with a helper

Over-careful: a helper makes each row, the rows are stacked, and the result is checked before it is returned.
Printing does no harm.
"""

VERDICT = "right"
SOURCE = "Defensive coding style in student repositories"

import numbers

import torch


def _row(query, n, device):
    seen = torch.zeros(query + 1, dtype=torch.float32, device=device)
    unseen = torch.zeros(n - query - 1, dtype=torch.float32, device=device) + VERY_SMALL_NUMBER
    return torch.cat((seen, unseen), dim=0)


def make_causal_mask(sequence_len, device=None):
    if not isinstance(sequence_len, numbers.Integral):
        raise TypeError(f"sequence_len has to be a whole number, not {type(sequence_len).__name__}")
    if sequence_len < 1:
        raise ValueError("there has to be at least one token")
    mask = torch.stack([_row(query, sequence_len, device) for query in range(sequence_len)])
    assert mask.shape == (sequence_len, sequence_len)
    assert mask.dtype is torch.float32
    print("mask for", sequence_len, "tokens on", mask.device)
    return mask
