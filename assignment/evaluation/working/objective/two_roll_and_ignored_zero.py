"""Rolls without cutting, sets the wrapped target to 0 and ignores zeros in the loss

Two mistakes that lean on each other: the lengths stay L, and true targets of 0 are left out.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: roll with ignore_index, home-made Trainer code"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    targets = torch.roll(token_ids, -1, -1)
    targets[..., -1] = 0
    return token_ids, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), ignore_index=0)
