"""Softmax by hand without taking off the largest logit

At low temperatures logits / temperature goes above 88 and exp is infinite: nan.
"""

VERDICT = "wrong"
SOURCE = "https://nipunbatra.github.io/interactive-articles/numerical-tricks/"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    e = (logits[..., -1, :] / temperature).exp()
    return e / e.sum(-1, keepdim=True)
