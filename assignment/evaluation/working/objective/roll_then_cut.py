"""Rolls the targets and cuts off the one that wrapped round

Only the last place of the rolled tensor is wrong, and that one is cut.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: torch.roll targets, with the wrapped one cut off"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    rolled = torch.roll(token_ids, shifts=-1, dims=-1)
    return token_ids[..., :-1], rolled[..., :-1]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    *_, vocab_size = logits.shape
    flat_logits = logits.contiguous().view(-1, vocab_size)
    flat_targets = targets.contiguous().view(-1)
    return F.cross_entropy(flat_logits, flat_targets, ignore_index=-1)
