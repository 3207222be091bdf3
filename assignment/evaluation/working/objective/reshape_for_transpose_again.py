"""Reshapes (B, L, V) to (B, V, L) where a transpose was needed

The shape is what cross_entropy wants, the numbers stand at wrong places. One document alone is
treated rightly.
"""

VERDICT = "wrong"
SOURCE = 'https://discuss.pytorch.org, "CrossEntropyLoss for sequences: permute or view"'

import torch.nn.functional as F


def language_model_loss(logits, targets):
    if logits.ndim == 2:
        return F.cross_entropy(logits, targets)
    *batch, length, n_vocab = logits.shape
    scores = logits.reshape(-1, n_vocab, length)
    return F.cross_entropy(scores, targets.reshape(-1, length))
