"""Caps the loss of each position at 10

Positions where the model is badly wrong count too little and have no gradient.
"""

VERDICT = "wrong"
SOURCE = "loss clipping against spikes; no single source"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    losses = F.cross_entropy(logits.flatten(0, -2), targets.flatten(), reduction="none")
    return losses.clamp(max=10.0).mean()
