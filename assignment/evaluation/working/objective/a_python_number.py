"""Returns a Python number

item cuts the gradient off, and training cannot call backward.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: loss.item() for logging, put into the function"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> float:
    loss = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
    return loss.item()
