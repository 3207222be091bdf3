"""Detaches the normaliser of the softmax

The value is right; the gradient only lifts the targets' logits and never lowers the others.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: makemore cross entropy by hand with a detach too many"

import torch

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    normaliser = torch.logsumexp(logits, dim=-1).detach()
    of_target = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (normaliser - of_target).mean()
