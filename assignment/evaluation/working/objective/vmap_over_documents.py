"""torch.vmap over the positions

vmap applies the loss of one position to all rows; the mean over them is the loss.
"""

VERDICT = "right"
SOURCE = "own variation: torch.func style"

import torch
from torch import Tensor


def loss_of_one(row: Tensor, target: Tensor) -> Tensor:
    return torch.logsumexp(row, dim=0) - row.gather(0, target.unsqueeze(0)).squeeze(0)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    losses = torch.vmap(loss_of_one)(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
    return losses.mean()
