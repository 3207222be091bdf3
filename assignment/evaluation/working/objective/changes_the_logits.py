"""Subtracts the maximum in place

The caller's logits are changed, and a leaf that requires gradients raises an error.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: in-place -= in from-scratch softmax code"

from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    logits -= logits.max(dim=-1, keepdim=True).values.detach()
    log_p = logits - logits.exp().sum(-1, keepdim=True).log()
    return -log_p.gather(-1, targets[..., None]).mean()
