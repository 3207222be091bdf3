"""Upper triangle of ones times the constant

Ones above the diagonal, zeros elsewhere; the product with the constant is the mask. The zeros may come out as
minus zero, which equals zero.
"""

VERDICT = "right"
SOURCE = "A make_causal_mask found by code search that multiplies torch.triu of ones by a large negative number"

import torch


def make_causal_mask(sequence_len, device=None):
    future = torch.triu(torch.ones(sequence_len, sequence_len, dtype=torch.float32, device=device), diagonal=1)
    return future * VERY_SMALL_NUMBER
