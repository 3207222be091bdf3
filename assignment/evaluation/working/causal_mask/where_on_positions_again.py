"""Compares two aranges by broadcasting

A column of query positions against a row of key positions: where the key is later, the constant, else zero.
"""

VERDICT = "right"
SOURCE = "JAX and Flax style pairwise comparison of positions (flax make_causal_mask)"

import torch


def make_causal_mask(sequence_len, device=None):
    position = torch.arange(sequence_len, device=device)
    query, key = position.unsqueeze(1), position.unsqueeze(0)
    forbidden = torch.tensor(VERY_SMALL_NUMBER, dtype=torch.float32, device=device)
    fine = torch.tensor(0.0, dtype=torch.float32, device=device)
    return torch.where(key > query, forbidden, fine)
