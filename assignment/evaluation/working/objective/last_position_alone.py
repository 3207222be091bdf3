"""Scores the last position of each document alone

That is sequence classification; here all positions count.
"""

VERDICT = "wrong"
SOURCE = "https://duoke360.com/post/35083"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    last_logits = logits[..., -1, :].reshape(-1, logits.shape[-1])
    last_targets = targets[..., -1].reshape(-1)
    return F.cross_entropy(last_logits, last_targets)
