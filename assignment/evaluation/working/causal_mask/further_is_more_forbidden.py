"""The constant grows with the distance

key minus query, times the constant: the neighbour gets -1e9, the one after -2e9. The docstring names one
value for all.
"""

VERDICT = "wrong"
SOURCE = "ALiBi biases mixed up with the causal mask"

import torch


def make_causal_mask(sequence_len, device=None):
    steps = torch.arange(sequence_len, device=device, dtype=torch.float32)
    ahead = torch.relu(steps.view(1, -1) - steps.view(-1, 1))
    return VERY_SMALL_NUMBER * ahead
