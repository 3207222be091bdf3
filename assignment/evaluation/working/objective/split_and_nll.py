"""torch.split for the pairs, log_softmax and nll_loss for the loss

The split leaves out the last token for the inputs and the first for the targets; nll_loss of log-probabilities is cross-entropy.
"""

VERDICT = "right"
SOURCE = "https://runebook.dev/en/docs/pytorch/generated/torch.nn.softmax"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    length = token_ids.shape[-1]
    inputs, _last = torch.split(token_ids, [length - 1, 1], dim=-1)
    _first, targets = torch.split(token_ids, [1, length - 1], dim=-1)
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = logits.log_softmax(dim=-1)
    return F.nll_loss(log_p.reshape(targets.numel(), -1), targets.reshape(targets.numel()))
