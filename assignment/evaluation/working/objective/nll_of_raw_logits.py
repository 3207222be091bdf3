"""nll_loss on raw logits

nll_loss takes no logarithm and no softmax itself: this is the mean of minus the target's logit.
"""

VERDICT = "wrong"
SOURCE = "https://runebook.dev/en/docs/pytorch/generated/torch.nn.softmax"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.nll_loss(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
