"""Triangle about the other diagonal

The matrix is flipped left to right: the first query sees only the last key.
"""

VERDICT = "wrong"
SOURCE = "Beginners who draw the triangle on paper from the other corner"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=1)
    return torch.flip(mask, dims=(-1,))
