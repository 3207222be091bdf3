"""logsumexp of all logits minus the logit of the target

This is -log softmax without a softmax, and stays finite for logits of any size.
"""

VERDICT = "right"
SOURCE = "Stanford CS336 assignment 1, cross-entropy with cancelled log and exp"
DEBATABLE = (
    "In half precision the difference of two large numbers loses digits when logits share an offset in the hundreds."
)

import torch


def language_model_loss(logits, targets):
    normaliser = logits.logsumexp(dim=-1)
    target_logits = logits.take_along_dim(targets[..., None], dim=-1)[..., 0]
    return (normaliser - target_logits).mean()
