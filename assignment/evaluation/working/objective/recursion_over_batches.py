"""Calls itself for each document until one is left

All documents of a tensor have the same length, so the mean of their means is the mean over all positions.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    if token_ids.dim() == 1:
        return token_ids[:-1], token_ids[1:]
    pairs = [next_token_pairs(document) for document in token_ids]
    return torch.stack([pair[0] for pair in pairs]), torch.stack([pair[1] for pair in pairs])


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    if logits.dim() == 2:
        return F.cross_entropy(logits, targets)
    means = [language_model_loss(one, its) for one, its in zip(logits, targets)]
    return torch.stack(means).mean()
