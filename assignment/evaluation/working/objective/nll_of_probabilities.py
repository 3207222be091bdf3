"""nll_loss on probabilities without the logarithm

The result is minus the mean probability of the targets, a number between -1 and 0.
"""

VERDICT = "wrong"
SOURCE = "https://runebook.dev/en/docs/pytorch/generated/torch.nn.softmax"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = F.softmax(logits, dim=-1)
    return F.nll_loss(p.flatten(0, -2), targets.flatten())
