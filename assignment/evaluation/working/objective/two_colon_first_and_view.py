"""Takes for granted one batch dimension, and contiguous tensors

Two mistakes: one document or two batch dimensions fail, and view fails on slices.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's view with minGPT's slices"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids[:, :-1], token_ids[:, 1:]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    B, T, C = logits.shape
    return F.cross_entropy(logits.view(B * T, C), targets.view(B * T))
