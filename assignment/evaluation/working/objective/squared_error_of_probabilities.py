"""Mean squared error between probabilities and one-hot targets

A measure of error, but not cross-entropy.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: MSELoss for classification; Stack Overflow"

import torch
import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    wanted = F.one_hot(targets, logits.shape[-1]).to(logits.dtype)
    return F.mse_loss(torch.softmax(logits, dim=-1), wanted)
