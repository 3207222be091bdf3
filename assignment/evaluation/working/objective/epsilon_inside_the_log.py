"""Adds a small number before the logarithm, to keep it finite

The loss of one position never gets above 20.7, and where a target is that unlikely no gradient is left.
"""

import torch

VERDICT = "wrong"
SOURCE = "CS336 and ARENA solutions that write -log(p + 1e-9); Stack Overflow on log(0) in cross entropy"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = torch.softmax(logits, dim=-1)
    p_of_target = p.gather(-1, targets[..., None]).squeeze(-1)
    return -(p_of_target + 1e-9).log().mean()
