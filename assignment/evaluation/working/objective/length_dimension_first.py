"""Moves the length to the front and back

With time first, the slices are [:-1] and [1:]; moving it back restores the layout.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: old torchtext style with time as the first dimension"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    time_first = token_ids.movedim(-1, 0)
    return time_first[:-1].movedim(0, -1), time_first[1:].movedim(0, -1)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    # cross_entropy wants the classes in dimension 1, or in the last of two
    return F.cross_entropy(torch.movedim(logits, -1, 1), targets)
