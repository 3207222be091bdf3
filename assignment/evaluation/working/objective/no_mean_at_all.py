"""Returns one loss for each position

A scalar is asked for.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: reduction=\"none\" left over from masked losses"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    flat = F.cross_entropy(logits.flatten(0, -2), targets.flatten(), reduction="none")
    return flat.view(targets.shape)
