"""Compares query with key the wrong way round

The broadcasting is fine, but the row is taken for the key: the mask is the transpose of what it should be.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum 205396: upper or lower triangular?"

import torch


def make_causal_mask(sequence_len, device=None):
    i = torch.arange(sequence_len, device=device)
    key, query = i[:, None], i[None, :]  # which is which?
    return torch.zeros(sequence_len, sequence_len, device=device).masked_fill(key > query, VERY_SMALL_NUMBER)
