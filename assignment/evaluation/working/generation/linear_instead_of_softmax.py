"""Normalises the scaled logits linearly

Shifted to zero and divided by their sum they are positive and sum to 1, but it is no softmax, and the temperature cancels.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: normalising scores linearly; statistics beginners"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    z = logits[..., -1, :] / temperature
    z = z - z.min(dim=-1, keepdim=True).values + 1e-6
    return z / z.sum(dim=-1, keepdim=True)
