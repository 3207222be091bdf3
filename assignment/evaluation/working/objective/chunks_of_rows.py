"""Sums the loss over chunks of 512 positions

The chunk sums add up to the whole sum, divided once by the number of positions.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: chunked cross-entropy of torchtune and Liger"

import torch.nn.functional as F
from torch import Tensor

ROWS_AT_A_TIME = 512


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    rows = logits.reshape(-1, logits.shape[-1]).split(ROWS_AT_A_TIME)
    wanted = targets.reshape(-1).split(ROWS_AT_A_TIME)
    total = sum(F.cross_entropy(r, w, reduction="sum") for r, w in zip(rows, wanted))
    return total / targets.numel()
