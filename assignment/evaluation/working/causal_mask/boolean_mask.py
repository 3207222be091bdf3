"""True where the future is, not a number to add

Returns a boolean tensor for masked_fill. Added to scores, True counts as 1, so the future even gains.
"""

VERDICT = "wrong"
SOURCE = "d2l.ai and Keras style masks of True and False"

import torch


def make_causal_mask(sequence_len, device=None):
    return torch.ones(sequence_len, sequence_len, dtype=torch.bool, device=device).triu(diagonal=1)
