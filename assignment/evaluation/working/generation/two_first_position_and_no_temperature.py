"""Takes the first position, and leaves the temperature out

Two mistakes: the wrong guess, and always temperature 1.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    first, *_ = logits.unbind(dim=-2)
    return (first - first.logsumexp(-1, keepdim=True)).exp()
