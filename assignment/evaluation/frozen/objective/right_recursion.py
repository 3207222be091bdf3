"""documents are taken apart one by one; each position is a loss, and all are stacked
"""

VERDICT = "right"
SOURCE = "own idea"

import torch


def _losses(logits, targets):
    if targets.ndim == 0:
        shifted = logits - logits.amax().detach()
        yield torch.logsumexp(shifted, 0) - shifted[targets]
        return
    for inner_logits, inner_targets in zip(logits, targets):
        yield from _losses(inner_logits, inner_targets)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return torch.stack(list(_losses(logits, targets))).mean()
