"""Computes in float64, and forgets to go back

The value is a little better than asked for, but its type is not that of the logits.
"""

import torch

VERDICT = "wrong"
SOURCE = "PyTorch forum, 'expected Float but found Double' after .double() in a loss"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    scores = logits.double()
    chosen = torch.take_along_dim(scores, targets.unsqueeze(-1), dim=-1).squeeze(-1)
    return (torch.logsumexp(scores, dim=-1) - chosen).mean()
