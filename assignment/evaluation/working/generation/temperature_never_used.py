"""Never uses the temperature

All temperatures give the distribution of temperature 1.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: first version of generate in \"Let's build GPT\" has no temperature"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[..., -1, :], dim=-1)
