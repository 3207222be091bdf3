"""Logarithm of zeros and ones, with a floor

log(1) is 0 and log(0) is minus infinity, which nan_to_num replaces by the constant.
"""

VERDICT = "right"
SOURCE = "Discussions of log-masks: log 1 is 0, log 0 is minus infinity"

import torch


def make_causal_mask(sequence_len, device=None):
    may_look = torch.ones(sequence_len, sequence_len, dtype=torch.float32, device=device).tril()
    return torch.nan_to_num(may_look.log(), neginf=VERY_SMALL_NUMBER)
