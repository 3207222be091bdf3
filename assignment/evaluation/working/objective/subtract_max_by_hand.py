"""Subtracts the maximum of each row by hand

The shift cancels out in the softmax, keeps exp from overflowing, and leaves the argument alone.
"""

VERDICT = "right"
SOURCE = "https://bearbearyu1223.github.io/cs336/2025/10/19/cs336-implement-softmax-log_softmax-cross_entropy.html"

import torch


def stable_log_softmax(x):
    largest = x.amax(dim=-1, keepdim=True).detach()
    shifted = x - largest
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()


def language_model_loss(logits, targets):
    rows = stable_log_softmax(logits).reshape(-1, logits.shape[-1])
    wanted = targets.reshape(-1)
    row_numbers = torch.arange(wanted.numel(), device=wanted.device)
    return -rows[row_numbers, wanted].mean()
