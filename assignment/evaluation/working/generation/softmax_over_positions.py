"""Softmax over the positions before it takes the last one

The numbers of the last row then do not sum to 1.
"""

VERDICT = "wrong"
SOURCE = "dim confusion; https://runebook.dev/en/docs/pytorch/generated/torch.nn.softmax"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits / temperature, dim=-2)[..., -1, :]
