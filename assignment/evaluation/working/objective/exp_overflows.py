"""Softmax by hand without taking off the largest logit

exp of 100 is infinite in float32, and the loss becomes nan for large logits.
"""

VERDICT = "wrong"
SOURCE = "https://nipunbatra.github.io/interactive-articles/numerical-tricks/"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    e = torch.exp(logits)
    p = e / e.sum(dim=-1, keepdim=True)
    p_target = p.gather(-1, targets.unsqueeze(-1))
    return -p_target.log().mean()
