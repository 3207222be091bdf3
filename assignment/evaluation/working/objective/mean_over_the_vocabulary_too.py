"""Takes the mean over the one-hot zeros too

Each position has V entries of which one counts, so the result is V times too small.
"""

VERDICT = "wrong"
SOURCE = "one-hot formula with .mean(); common slip"

import torch
import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    one_hot = F.one_hot(targets, logits.shape[-1]).to(logits.dtype)
    return -(one_hot * torch.log_softmax(logits, dim=-1)).mean()
