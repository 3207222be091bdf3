"""Rolls the targets and keeps full length

The last token gets the first as its target, a pair that the text does not have.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, torch.roll for next-token targets"

import torch


def next_token_pairs(token_ids):
    return token_ids, torch.roll(token_ids, -1, dims=-1)
