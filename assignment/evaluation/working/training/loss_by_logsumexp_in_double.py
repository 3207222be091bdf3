"""Loss as logsumexp less the target's logit, in float64

The same number by other means, cast back to the dtype of the logits; gradients go through the casts.
"""

VERDICT = "right"
SOURCE = "CS336 assignment 1, cross-entropy with logsumexp"
MODULE = "objective"

import torch


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    n = token_ids.shape[-1] - 1
    return token_ids.narrow(-1, 0, n).clone(), token_ids.narrow(-1, 1, n).clone()


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    wide = logits.double()
    of_target = torch.take_along_dim(wide, targets[..., None], dim=-1)[..., 0]
    surprise = torch.logsumexp(wide, dim=-1) - of_target
    return (surprise.sum() / targets.numel()).to(logits.dtype)
