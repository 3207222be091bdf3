"""Softmax over dimension 0

Right for one document; in a batch the probabilities sum to 1 over the documents.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: dim=0 for a vector, carried over to batches"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    last = logits[..., -1, :]
    return torch.softmax(last / temperature, dim=0)
