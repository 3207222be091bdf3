"""Reshapes to rows of 256

For any other vocabulary the rows are cut in the wrong places or do not come out even.
"""

VERDICT = "wrong"
SOURCE = "hard-coded vocabulary size; common slip"

import torch.nn.functional as F
from torch import Tensor

VOCAB_SIZE = 256


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.reshape(-1, VOCAB_SIZE), targets.reshape(-1))
