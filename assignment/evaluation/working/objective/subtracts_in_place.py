"""Subtracts the maximum from the logits in place

The tensor of the caller is changed, and a leaf that requires a gradient raises a RuntimeError.
"""

VERDICT = "wrong"
SOURCE = "CS336 discussions on numerically stable softmax"

import torch


def language_model_loss(logits, targets):
    logits -= logits.max(dim=-1, keepdim=True).values
    log_z = logits.exp().sum(dim=-1, keepdim=True).log()
    log_probs = logits - log_z
    return -log_probs.gather(-1, targets[..., None]).mean()
