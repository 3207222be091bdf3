"""the logarithm is saved by an epsilon, which bounds the loss at about 18
"""

VERDICT = "wrong"
SOURCE = "log(p + 1e-8) from NumPy tutorials; from memory"

import torch


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    p = torch.softmax(logits, dim=-1)
    p_target = torch.gather(p, -1, targets[..., None])[..., 0]
    return -(p_target + 1e-8).log().mean()
