"""The loss by logsumexp, summed up and divided by the number of targets

The same number as cross_entropy gives, with the same gradient.
"""

VERDICT = "right"
SOURCE = "CS336 assignment 1, cross entropy"
MODULE = "objective"

import torch


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    wanted = torch.take_along_dim(logits, targets[..., None], dim=-1)[..., 0]
    total = (logits.logsumexp(dim=-1) - wanted).sum()
    return total / targets.numel()
