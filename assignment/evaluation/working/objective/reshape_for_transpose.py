"""Reshapes where it should transpose

The classes get to dimension 1, but the numbers of different positions are mixed up.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: reshape mixed up with permute; PyTorch forum"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    n_vocab = logits.shape[-1]
    length = logits.shape[-2]
    classes_first = logits.reshape(-1, n_vocab, length)
    return F.cross_entropy(classes_first, targets.reshape(-1, length))
