"""Flattens with 256 written into the code, and scores the last document only

Any other vocabulary scrambles the rows or raises, and in a batch the first documents do not
count.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face forum, vocab_size mismatch in view(-1, vocab_size)"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    while targets.dim() > 1:
        logits, targets = logits[-1], targets[-1]
    return F.cross_entropy(logits.reshape(-1, 256), targets)
