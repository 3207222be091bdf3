"""Forgets the minus

The mean log-probability is negative, and training on it makes the model worse.
"""

VERDICT = "wrong"
SOURCE = "common slip; no single source"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = torch.log_softmax(logits, dim=-1)
    return torch.gather(log_p, -1, targets.unsqueeze(-1)).mean()
