"""Multiplies by the temperature

High temperatures then sharpen the distribution, the opposite of what is asked for.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: inverse temperature of physics mixed up with temperature"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[..., -1, :] * temperature, dim=-1)
