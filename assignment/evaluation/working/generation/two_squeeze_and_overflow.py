"""squeeze on the result, and exp without taking off the maximum

Two mistakes: batch dimensions of size one vanish, and low temperatures give nan.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: stray squeeze() and softmax by hand"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    weights = torch.exp(logits[..., -1, :].squeeze() / temperature)
    return weights / weights.sum(-1, keepdim=True)
