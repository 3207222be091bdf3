"""Transposes the last two dimensions for cross_entropy

Right for (B, L, V) alone: with one document or two batch dimensions the classes are not in dimension 1.
"""

VERDICT = "wrong"
SOURCE = "https://whosebug.com/question/6539086/How-to-compute-Cross-Entropy-Loss-for-sequences"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.transpose(-1, -2), targets)
