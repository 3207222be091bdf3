"""Slices [:, :-1] in the pairs and transposes dimensions 1 and 2 in the loss, for batches only

One document raises an IndexError in both, and with more dimensions the wrong ones are cut and
swapped.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/10480"

import torch.nn.functional as F


def next_token_pairs(token_ids):
    x = token_ids[:, :-1].contiguous()
    y = token_ids[:, 1:].contiguous()
    return x, y


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.transpose(1, 2), targets)
