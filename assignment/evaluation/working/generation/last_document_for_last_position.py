"""Takes the last entry of the first dimension

Right for one document; in a batch it is the last document and not the last position.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: logits[-1] without the batch in mind"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[-1] / temperature, dim=-1)
