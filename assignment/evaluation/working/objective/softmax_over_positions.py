"""Softmax over the positions instead of the vocabulary

dim=-2 makes each column sum to 1; the probabilities of one position do not.
"""

VERDICT = "wrong"
SOURCE = "https://runebook.dev/en/docs/pytorch/generated/torch.nn.softmax"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = F.log_softmax(logits, dim=-2)
    return -log_p.gather(-1, targets[..., None]).mean()
