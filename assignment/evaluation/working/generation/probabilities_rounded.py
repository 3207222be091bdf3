"""Rounds the probabilities to two decimals

Tokens below half a percent can never be drawn, and the others are slightly off.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: rounding for printing that stays in the code"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    p = torch.softmax(logits[..., -1, :] / temperature, dim=-1)
    p = torch.round(p, decimals=2)
    return p / p.sum(dim=-1, keepdim=True)
