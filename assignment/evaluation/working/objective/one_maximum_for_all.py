"""Takes the maximum of the whole tensor off, and not of each row

A row whose logits are all far below that maximum underflows to zeros, and its loss is infinite.
"""

VERDICT = "wrong"
SOURCE = "https://lynx-cortex.pages.dev/phase-05-probability-information/theory/04-log-sum-exp-and-stability/"

import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    z = logits - logits.max()
    log_sum = torch.log(torch.exp(z).sum(-1))
    return (log_sum - z.gather(-1, targets[..., None]).squeeze(-1)).mean()
