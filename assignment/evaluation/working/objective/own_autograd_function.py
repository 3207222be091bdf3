"""A hand-written gradient: softmax minus one-hot

Forward is the mean of logsumexp minus the target's logit; backward is its exact gradient.
"""

VERDICT = "right"
SOURCE = "own variation: \"backward by hand\" as in makemore part 4"

import torch
from torch import Tensor


class MeanCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, targets):
        ctx.save_for_backward(logits, targets)
        chosen = logits.gather(1, targets[:, None])[:, 0]
        return (logits.logsumexp(1) - chosen).mean()

    @staticmethod
    def backward(ctx, grad):
        logits, targets = ctx.saved_tensors
        gradient = torch.softmax(logits, dim=1)
        one = torch.ones_like(gradient[:, :1])
        gradient = gradient.scatter_add(1, targets[:, None], -one)
        return grad * gradient / len(targets), None


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return MeanCrossEntropy.apply(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
