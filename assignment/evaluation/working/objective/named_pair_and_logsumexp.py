"""A named tuple of inputs and targets, and logsumexp minus the target's logit

A named tuple is a tuple; -log softmax is logsumexp of all logits minus the logit of the target.
"""

VERDICT = "right"
SOURCE = "https://mwolf.dev/general/log-sum-exp-trick"

from typing import NamedTuple

import torch
from torch import Tensor


class Pairs(NamedTuple):
    inputs: Tensor
    targets: Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return Pairs(inputs=token_ids[..., :-1], targets=token_ids[..., 1:])


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    chosen = torch.take_along_dim(logits, targets[..., None], dim=-1)[..., 0]
    return (torch.logsumexp(logits, dim=-1) - chosen).mean()
