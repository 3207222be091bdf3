"""Floor division by the temperature

The scaled logits are rounded down to whole numbers, and similar tokens become equally likely.
"""

VERDICT = "wrong"
SOURCE = "// for /; common slip"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[..., -1, :] // temperature, dim=-1)
