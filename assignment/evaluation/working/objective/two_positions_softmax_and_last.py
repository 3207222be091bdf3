"""Softmax over the positions, and the last position alone

Two mistakes: the wrong dimension, and one position for all.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = logits - torch.logsumexp(logits, dim=-2, keepdim=True)
    picked = torch.take_along_dim(log_p, targets.unsqueeze(-1), dim=-1)
    return picked[..., -1, 0].mean().neg()
