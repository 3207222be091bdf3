"""Exponentiates the logits as they are

exp overflows above 88 and inf / inf is not a number.
"""

VERDICT = "wrong"
SOURCE = "Karpathy, makemore part 2 (counts = logits.exp())"

import torch


def language_model_loss(logits, targets):
    rows = logits.reshape(-1, logits.shape[-1])
    counts = rows.exp()
    probs = counts / counts.sum(1, keepdim=True)
    n = rows.shape[0]
    return -probs[torch.arange(n, device=rows.device), targets.reshape(-1)].log().mean()
