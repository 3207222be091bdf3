"""Softmax of all positions, and then the last one

Softmax works on each position by itself, so the last row is the same; it only takes longer.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch
from torch import Tensor, nn


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    softmax = nn.Softmax(dim=-1)
    everywhere = softmax(logits * (1.0 / temperature))
    return everywhere[..., everywhere.shape[-2] - 1, :]
