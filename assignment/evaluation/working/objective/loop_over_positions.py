"""One cross-entropy after the other in a loop, and their mean

Each position is one example; their sum over their number is the mean.
"""

VERDICT = "right"
SOURCE = "https://discuss.pytorch.org/t/why-do-we-flatten-the-output-in-language-model-training/194116"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids[..., 0 : token_ids.shape[-1] - 1]
    targets = token_ids[..., 1 : token_ids.shape[-1]]
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    rows = logits.reshape(-1, logits.shape[-1])
    losses = []
    for row, target in zip(rows, targets.reshape(-1)):
        losses.append(F.cross_entropy(row, target))
    return torch.stack(losses).mean()
