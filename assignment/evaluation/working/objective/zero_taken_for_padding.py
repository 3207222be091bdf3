"""Leaves out targets that are 0, as padding

0 is a token like any other here; its positions belong to the mean.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/lucidrains/parti-pytorch/issues/8"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), ignore_index=0)
