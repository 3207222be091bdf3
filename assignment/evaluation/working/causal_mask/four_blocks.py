"""Recursion on four blocks

A mask of n tokens is two smaller masks on the diagonal, a block full of the constant above and a block of
zeros below. The depth grows with log n.
"""

VERDICT = "right"
SOURCE = "Recursive block view of triangular matrices in linear algebra courses"

import torch


def make_causal_mask(sequence_len, device=None):
    if sequence_len == 1:
        return torch.zeros((1, 1), dtype=torch.float32, device=device)
    first = sequence_len // 2
    second = sequence_len - first
    top_left = make_causal_mask(first, device)
    bottom_right = make_causal_mask(second, device)
    top_right = torch.full((first, second), VERY_SMALL_NUMBER, dtype=torch.float32, device=device)
    bottom_left = torch.zeros((second, first), dtype=torch.float32, device=device)
    top = torch.cat([top_left, top_right], dim=1)
    bottom = torch.cat([bottom_left, bottom_right], dim=1)
    return torch.cat([top, bottom], dim=0)
