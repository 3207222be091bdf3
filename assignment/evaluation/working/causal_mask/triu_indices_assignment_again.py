"""Writes the constant at the indices of the upper triangle

triu_indices with offset 1 lists the pairs (query, key) with a later key. For one token the list is empty.
"""

VERDICT = "right"
SOURCE = "PyTorch documentation of torch.triu_indices"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros((sequence_len, sequence_len), dtype=torch.float32, device=device)
    rows, columns = torch.triu_indices(sequence_len, sequence_len, offset=1)
    mask[rows, columns] = VERY_SMALL_NUMBER
    return mask
