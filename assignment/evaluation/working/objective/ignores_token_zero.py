"""Ignores targets of id 0 as padding

Id 0 is a character like all others here; positions with it vanish from the mean.
"""

VERDICT = "wrong"
SOURCE = "The Annotated Transformer (padding_idx=0 in label smoothing)"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    n_vocab = logits.shape[-1]
    return F.cross_entropy(logits.reshape(-1, n_vocab), targets.reshape(-1), ignore_index=0)
