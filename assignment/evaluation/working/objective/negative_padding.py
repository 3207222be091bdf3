"""Pads by -1 on one side, which cuts

Negative padding removes that many tokens from that end of the last dimension.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return F.pad(token_ids, (0, -1)), F.pad(token_ids, (-1, 0))


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    total = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), reduction="sum")
    return total / targets.numel()
