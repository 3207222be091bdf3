"""Softmax by hand with the largest logit taken off

Taking the largest logit of each row off changes no probability and keeps exp below 1.
"""

VERDICT = "right"
SOURCE = "https://mwolf.dev/general/log-sum-exp-trick"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    z = logits.select(-2, logits.size(-2) - 1) / temperature
    z = z - z.amax(dim=-1, keepdim=True)
    e = torch.exp(z)
    return e / e.sum(dim=-1, keepdim=True)
