"""Divides in place, and so changes the logits of the caller

The last position of the given logits is divided too: a second call with them gives other probabilities, and a leaf with gradients raises an error.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: logits /= temperature in sampling code"
DEBATABLE = "The specification does not say in so many words that the argument stays as it is."

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    last = logits[..., -1, :]
    last /= temperature
    return torch.softmax(last, dim=-1)
