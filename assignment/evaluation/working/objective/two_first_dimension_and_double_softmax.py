"""Cuts the first dimension, and applies softmax twice

Two mistakes: batches are cut across documents, and cross_entropy gets probabilities.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids[: len(token_ids) - 1], token_ids[1:]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = logits.softmax(-1)
    return F.cross_entropy(p.view(-1, p.size(-1)), targets.reshape(-1))
