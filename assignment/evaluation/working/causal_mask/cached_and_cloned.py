"""Remembers the mask per length, hands out copies on the device asked for

The cache keeps a CPU mask; every caller gets a copy of its own on its own device, so nobody can spoil the
next one's mask.
"""

VERDICT = "right"
SOURCE = "Hugging Face transformers pull request 40007 (lru_cache for position embeddings, and its dangers)"

from functools import lru_cache

import torch


@lru_cache(maxsize=128)
def _cpu_mask(sequence_len):
    full = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, dtype=torch.float32, device="cpu")
    return full.triu(1)


def make_causal_mask(sequence_len, device=None):
    copy = _cpu_mask(int(sequence_len)).clone()
    return copy if device is None else copy.to(device)
