"""Sums over the positions of a document and takes the mean over documents

The result is L times too large: the mean is over all positions.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: sequence log-likelihood in seq2seq code of labml and d2l"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    losses = F.cross_entropy(logits.flatten(0, -2), targets.flatten(), reduction="none")
    return losses.reshape(targets.shape).sum(dim=-1).mean()
