"""Subtracts one maximum of the whole tensor instead of one for each row

A row far below the largest logit underflows to zeros, and the logarithm of their sum is -inf.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rkwitt-teaching/CV-2526-ExSheet5 (stable log softmax, misread)"

import torch


def language_model_loss(logits, targets):
    shifted = logits - logits.max()
    log_sum = torch.log(torch.exp(shifted).sum(dim=-1))
    picked = torch.gather(shifted, -1, targets[..., None])[..., 0]
    return torch.mean(log_sum - picked)
