"""Binary cross-entropy for each token of the vocabulary

It treats the V scores as V yes-or-no questions; a softmax is asked for.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: BCEWithLogitsLoss for multi-class problems; PyTorch forum"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    wanted = F.one_hot(targets, logits.shape[-1]).to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, wanted)
