"""view where reshape is needed

The targets of a batch are a slice of the tokens and not contiguous, so view raises an error.
"""

VERDICT = "wrong"
SOURCE = "https://www.marioraach.de/en/blog/pytorch-transpose-view"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    B, V = targets.numel(), logits.size(-1)
    return F.cross_entropy(logits.view(B, V), targets.view(B))
