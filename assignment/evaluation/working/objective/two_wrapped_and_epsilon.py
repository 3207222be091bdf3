"""Targets that wrap round, and a small number in the logarithm

Two mistakes: the last token is followed by the first, and the loss has a ceiling.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: roll targets and log(p + eps) together"

import torch
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    n = token_ids.shape[-1]
    following = (torch.arange(n, device=token_ids.device) + 1) % n
    return token_ids, token_ids[..., following]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = torch.softmax(logits, dim=-1)
    one_hot = torch.eye(logits.shape[-1], dtype=p.dtype, device=p.device)[targets]
    return -torch.log((p * one_hot).sum(-1) + 1e-6).mean()
