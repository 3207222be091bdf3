"""Targets equal to the inputs, and a Python number for the loss

Two mistakes: no shift at all, and no gradient.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: labels=input_ids and loss.item() together"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids, token_ids


def language_model_loss(logits: Tensor, targets: Tensor):
    return float(F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1)))
