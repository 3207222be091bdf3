"""Moves the vocabulary to dimension 1 instead of flattening

F.cross_entropy takes (N, C, d1, ...) with targets (N, d1, ...); for one document movedim
changes nothing and (L, V) is what it wants anyway.
"""

VERDICT = "right"
SOURCE = "https://discuss.pytorch.org/t/why-do-we-flatten-the-output-in-language-model-training/194116"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    scores = logits.movedim(-1, 1) if logits.dim() > 2 else logits
    return F.cross_entropy(scores, targets)
