"""Raises the probabilities to the power of the temperature

The power should be 1 / temperature; this turns low and high round.
"""

VERDICT = "wrong"
SOURCE = "p ** T for p ** (1 / T); common slip"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    p = torch.softmax(logits[..., -1, :], dim=-1) ** temperature
    return p / p.sum(dim=-1, keepdim=True)
