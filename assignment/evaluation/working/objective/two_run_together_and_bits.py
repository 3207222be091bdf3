"""Runs the documents together, and gives bits

Two mistakes: flattening before the shift, and base 2.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    flat = token_ids.flatten()
    return flat.narrow(0, 0, flat.numel() - 1), flat.narrow(0, 1, flat.numel() - 1)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = torch.softmax(logits, dim=-1).gather(-1, targets.unsqueeze(-1))
    return -torch.log2(p).mean()
