"""Takes the logarithm of the mean probability

By Jensen's inequality that is smaller than the mean of the logarithms, except where all are equal.
"""

VERDICT = "wrong"
SOURCE = "mean and log exchanged; no single source"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = torch.log_softmax(logits, dim=-1).gather(-1, targets[..., None]).flatten()
    return -(torch.logsumexp(log_p, dim=0) - torch.tensor(float(log_p.numel())).log())
