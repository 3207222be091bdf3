"""Takes the logarithm of the softmax

A probability that underflows to 0 has the logarithm -inf: right for mild logits, infinite for
large ones.
"""

VERDICT = "wrong"
SOURCE = "https://hypercode.alexisbouchez.com/microgpt/lessons/cross-entropy"

import torch


def language_model_loss(logits, targets):
    probs = torch.softmax(logits, dim=-1)
    picked = probs.gather(-1, targets.unsqueeze(-1))
    return -torch.log(picked).mean()
