"""Raises low temperatures to 0.5

The guard against division by zero is far too large: any temperature above 0 is valid.
"""

VERDICT = "wrong"
SOURCE = "max(temperature, eps) of gpt-fast, with a large eps"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    temperature = max(temperature, 0.5)
    return torch.softmax(logits[..., -1, :] / temperature, dim=-1)
