"""A cache by length and device that hands out copies

The comparison of row and column numbers is made once for each length and device; the caller gets a clone, so
the cache stays clean.
"""

VERDICT = "right"
SOURCE = "lru_cache on mask builders in several GPT repositories (from memory, not looked up)"

import functools

import torch
from torch import Tensor


@functools.lru_cache(maxsize=128)
def _later_pairs(sequence_len: int, where: str) -> Tensor:
    numbers = torch.arange(sequence_len, device=where)
    return numbers.unsqueeze(0).gt(numbers.unsqueeze(1))  # column after row


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    later = _later_pairs(sequence_len, "cpu" if device is None else str(device))
    mask = torch.zeros(later.shape, dtype=torch.float32, device=later.device)
    return mask.masked_fill_(later, VERY_SMALL_NUMBER)
