"""Gives rare targets more weight

The weighted mean is not the mean over all positions.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: class weights for unbalanced data; PyTorch forum"

import torch
import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    n_vocab = logits.shape[-1]
    counts = torch.bincount(targets.reshape(-1), minlength=n_vocab).to(logits.dtype)
    weight = 1.0 / counts.clamp(min=1.0)
    return F.cross_entropy(logits.reshape(-1, n_vocab), targets.reshape(-1), weight=weight)
