"""Returns the perplexity

exp of the loss is what papers report; the loss itself is asked for.
"""

VERDICT = "wrong"
SOURCE = "https://codeanllm.com/perplexity.html"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1)).exp()
