"""The mask is cut from a ready-made square of 64 by 64

Like the buffer of nanoGPT, made once for the block size. For more than 64 tokens the slice stays 64 by 64.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT model.py, the buffer bias of size block_size (from memory, not looked up)"

import torch
from torch import Tensor

BLOCK_SIZE = 64
_ALLOWED = torch.tril(torch.ones(BLOCK_SIZE, BLOCK_SIZE))


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    allowed = _ALLOWED[:sequence_len, :sequence_len].to(device)
    return torch.zeros_like(allowed).masked_fill(allowed == 0, VERY_SMALL_NUMBER)
