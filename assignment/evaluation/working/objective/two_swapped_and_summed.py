"""Swaps inputs and targets, and sums the loss

Two mistakes: the direction, and the sum for the mean.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    n = token_ids.shape[-1] - 1
    targets, inputs = token_ids.narrow(-1, 0, n), token_ids.narrow(-1, 1, n)
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    total = 0.0
    for row, target in zip(logits.flatten(0, -2), targets.flatten()):
        total = total + F.cross_entropy(row, target)
    return total
