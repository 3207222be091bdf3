"""narrow for the pairs, flatten for the loss

narrow cuts along the last dimension whatever comes before it; flatten(0, -2) merges all leading dimensions.
"""

VERDICT = "right"
SOURCE = "own variation on nanoGPT's loss line"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    n = token_ids.size(-1) - 1
    return token_ids.narrow(-1, 0, n), token_ids.narrow(-1, 1, n)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.flatten(0, -2), targets.flatten())
