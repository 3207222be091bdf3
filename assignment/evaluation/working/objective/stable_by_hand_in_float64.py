"""Softmax by hand in float64 with the row's largest logit taken off

The largest logit of each row is subtracted before exp, so nothing overflows; the result is cast back.
"""

VERDICT = "right"
SOURCE = "https://lynx-cortex.pages.dev/phase-05-probability-information/theory/04-log-sum-exp-and-stability/"

import torch
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    first_to_last_but_one = slice(None, -1)
    second_to_last = slice(1, None)
    return token_ids[..., first_to_last_but_one], token_ids[..., second_to_last]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    z = logits.double()
    z = z - z.max(dim=-1, keepdim=True).values
    log_normaliser = z.exp().sum(dim=-1).log()
    z_target = torch.gather(z, -1, targets[..., None])[..., 0]
    return (log_normaliser - z_target).mean().to(logits.dtype)
