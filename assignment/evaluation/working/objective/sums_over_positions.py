"""Sums over the positions and averages over documents alone

The loss of a sequence, not of a token: it grows with the length.
"""

VERDICT = "wrong"
SOURCE = "CS224n assignment on neural machine translation (sum of word losses, divided by batch size)"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    flat = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), reduction="none")
    per_document = flat.reshape(targets.shape).sum(dim=-1)
    return per_document.mean()
