"""Adds a small number to the probability before the logarithm

The loss can never be more than 20.7, and the gradient vanishes where the model is badly wrong.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: log(p + 1e-9) of many from-scratch tutorials"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = torch.softmax(logits, dim=-1).gather(-1, targets[..., None])
    return -(p + 1e-9).log().mean()
