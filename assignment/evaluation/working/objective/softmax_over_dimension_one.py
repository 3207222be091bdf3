"""log_softmax over dimension 1, right for one document alone

With a batch in front, dimension 1 is the positions.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: dim=1 copied from classification examples"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = F.log_softmax(logits, dim=1)
    return -log_p.gather(-1, targets[..., None]).squeeze(-1).mean()
