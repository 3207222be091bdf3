"""Checks shapes and prints them on the way

The checks hold for all valid input, and what is computed between them is the usual loss.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: verbose beginner style with shape prints"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    if not torch.is_tensor(token_ids):
        raise TypeError("token_ids must be a tensor")
    if token_ids.shape[-1] < 1:
        raise ValueError("a document needs at least one token")
    inputs = token_ids[..., :-1]
    targets = token_ids[..., 1:]
    print("inputs", tuple(inputs.shape), "targets", tuple(targets.shape))
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    assert logits.shape[:-1] == targets.shape, (logits.shape, targets.shape)
    assert logits.is_floating_point()
    n_positions = 1
    for size in targets.shape:
        n_positions = n_positions * size
    logits_2d = logits.reshape(n_positions, logits.shape[-1])
    targets_1d = targets.reshape(n_positions)
    loss = F.cross_entropy(input=logits_2d, target=targets_1d, reduction="mean")
    print("loss", loss.item())
    return loss
