"""Picks the targets with one index for rows and one for columns

After flattening, row i has target i; the two index tensors pair them up.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: makemore's -logprobs[range(n), Y].mean()"

import torch
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    n = token_ids.shape[-1]
    positions = torch.arange(n, device=token_ids.device)
    return token_ids[..., positions[: n - 1]], token_ids[..., positions[1:]]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = torch.log_softmax(logits, dim=-1).reshape(-1, logits.shape[-1])
    rows = torch.arange(log_p.shape[0], device=log_p.device)
    return -log_p[rows, targets.reshape(-1)].mean()
