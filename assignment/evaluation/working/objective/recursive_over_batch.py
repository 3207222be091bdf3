"""Peels off leading dimensions by recursion, and averages equal parts

All documents of a tensor have the same length, so the mean of their means is the mean over all
positions.
"""

VERDICT = "right"
SOURCE = "beginners' answers that loop over the batch (Hugging Face forum)"

import torch
import torch.nn.functional as F


def next_token_pairs(token_ids):
    if token_ids.dim() > 1 and len(token_ids) > 0:
        pairs = [next_token_pairs(part) for part in token_ids]
        return torch.stack([a for a, _ in pairs]), torch.stack([b for _, b in pairs])
    return token_ids[..., :-1].clone(), token_ids[..., 1:].clone()


def language_model_loss(logits, targets):
    if targets.dim() == 1:
        return F.cross_entropy(logits, targets)
    parts = [language_model_loss(x, y) for x, y in zip(logits, targets)]
    return sum(parts) / len(parts)
