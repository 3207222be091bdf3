"""Adds 1e-9 inside the logarithm to keep it finite

Finite, but no position can cost more than about 20.7 nats, and large logits give a loss far too
small.
"""

VERDICT = "wrong"
SOURCE = 'd2l.ai comments and Stack Overflow, "log(0) in cross entropy add epsilon"'

import torch


def language_model_loss(logits, targets):
    probs = torch.softmax(logits, dim=-1)
    one_hot = torch.nn.functional.one_hot(targets, logits.shape[-1]).to(logits.dtype)
    per_position = -(one_hot * torch.log(probs + 1e-9)).sum(dim=-1)
    return per_position.mean()
