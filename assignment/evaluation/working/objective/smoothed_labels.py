"""Smooths the labels

A tenth of the weight goes to other tokens, so it is not -log softmax at the target.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: label smoothing of the Annotated Transformer"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), label_smoothing=0.1)
