"""Indexes all rows with all targets

[:, targets] takes each target at every position, so the mean is over L times L numbers.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: logprobs[:, Y] for logprobs[range(n), Y]; makemore exercises"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = torch.log_softmax(logits, dim=-1).reshape(-1, logits.shape[-1])
    return -log_p[:, targets.reshape(-1)].mean()
