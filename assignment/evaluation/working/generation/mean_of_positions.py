"""Averages the logits over all positions

Each position guesses another token; the last one alone guesses the next.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: mean pooling of classifiers"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    pooled = logits.mean(dim=-2)
    return torch.softmax(pooled / temperature, dim=-1)
