"""Keeps the largest mask made so far and hands it out unsliced

The cache grows when a longer text comes; a shorter text after it gets the mask of the longer one, with the
wrong shape.
"""

VERDICT = "wrong"
SOURCE = "rotary and mask caches in GPT repositories that grow on demand and are sliced by the caller (from memory, not looked up)"

import torch
from torch import Tensor

_largest = {}


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    key = str(device)
    if key not in _largest or _largest[key].shape[0] < sequence_len:
        rows = torch.arange(sequence_len, device=device)
        later = rows[None, :] > rows[:, None]
        _largest[key] = later * torch.tensor(VERY_SMALL_NUMBER, device=device)
    return _largest[key]
