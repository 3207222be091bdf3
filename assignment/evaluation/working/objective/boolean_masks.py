"""Boolean masks over the last dimension, and the loss from a one-hot product

The masks leave out one end each; the one-hot product leaves the target's log-probability and zeros.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    place = torch.arange(token_ids.shape[-1], device=token_ids.device)
    return token_ids[..., place < place.numel() - 1], token_ids[..., place > 0]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    one_hot = F.one_hot(targets, num_classes=logits.shape[-1]).to(logits.dtype)
    log_p = F.log_softmax(logits, dim=-1)
    per_position = torch.einsum("...v,...v->...", one_hot, log_p)
    return -per_position.mean()
