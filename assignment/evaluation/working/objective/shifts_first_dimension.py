"""Slices the first dimension, and the loss has shape (1,)

With a batch the target of a document is the next document; and the loss should be a scalar
without dimensions.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/simple-stories/simple_stories_train/issues/46 (batch[:-1] and batch[1:])"

import torch


def next_token_pairs(token_ids):
    return token_ids[:-1], token_ids[1:]


def language_model_loss(logits, targets):
    rows = torch.log_softmax(logits, dim=-1).reshape(-1, logits.shape[-1])
    picked = rows.gather(1, targets.reshape(-1, 1))  # (N, 1)
    return -picked.mean(dim=0)
