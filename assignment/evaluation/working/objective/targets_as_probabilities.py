"""Gives cross_entropy the targets as probabilities

With probability 1 at the target, cross-entropy of two distributions is -log softmax at the target.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: documentation of nn.CrossEntropyLoss, class probabilities"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return (token_ids[..., :-1], token_ids[..., 1:])


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    flat = logits.reshape(-1, logits.shape[-1])
    wanted = torch.zeros_like(flat).scatter(1, targets.reshape(-1, 1), 1.0)
    return F.cross_entropy(flat, wanted)
