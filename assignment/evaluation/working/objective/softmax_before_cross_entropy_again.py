"""Applies softmax before F.cross_entropy

The function wants raw scores; with probabilities the softmax is taken twice and the loss hardly
leaves log V.
"""

VERDICT = "wrong"
SOURCE = "https://openillumi.com/?p=73112"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    probs = F.softmax(logits, dim=-1)
    return F.cross_entropy(probs.reshape(-1, probs.shape[-1]), targets.reshape(-1))
