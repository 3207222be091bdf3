"""Zero times infinity: nan instead of zero, and infinity instead of the constant

Multiplying the triangle by minus infinity gives nan wherever it is zero, so two things are wrong: the zeros
and the value.
"""

VERDICT = "wrong"
SOURCE = "PyTorch issue 106341 and Stack Overflow: nan in a mask made by a product"

import torch


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1) * float("-inf")
