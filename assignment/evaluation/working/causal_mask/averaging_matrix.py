"""Weights that average the past, in place of a mask

The lower triangle divided by its row sums is the toy attention from the video, not the mask before the
softmax.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's Let's build GPT, version 2 of the averaging trick"

import torch


def make_causal_mask(sequence_len, device=None):
    weights = torch.tril(torch.ones(sequence_len, sequence_len, device=device))
    weights = weights / weights.sum(dim=1, keepdim=True)
    return weights
