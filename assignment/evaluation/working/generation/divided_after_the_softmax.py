"""Divides the probabilities by the temperature

They no longer sum to 1, and after normalising the temperature has no effect at all.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: softmax before temperature; forum questions on sampling"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[..., -1, :], dim=-1) / temperature
