"""A loop over positions that adds sums and divides at the end

The sums of all positions divided by their number is the mean over all positions of all
documents.
"""

VERDICT = "right"
SOURCE = "d2l.ai, RNN from scratch (loss step by step)"

import torch
import torch.nn.functional as F


def next_token_pairs(token_ids):
    length = token_ids.shape[-1]
    keep_first = torch.arange(0, length - 1, device=token_ids.device)
    keep_last = torch.arange(1, length, device=token_ids.device)
    return token_ids.index_select(-1, keep_first), token_ids.index_select(-1, keep_last)


def language_model_loss(logits, targets):
    total = 0.0
    count = 0
    for t in range(targets.shape[-1]):
        at_t = logits[..., t, :].reshape(-1, logits.shape[-1])
        wanted = targets[..., t].reshape(-1)
        total = total + F.cross_entropy(at_t, wanted, reduction="sum")
        count += wanted.numel()
    return total / count
