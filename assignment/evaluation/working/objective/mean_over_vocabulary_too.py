"""Averages the one-hot product over the vocabulary as well, and reads batches along dimension 1

The mean divides by V in addition, and the softmax runs over dimension 1, which is the positions
when there is a batch.
"""

VERDICT = "wrong"
SOURCE = 'Stack Overflow, "cross entropy from scratch does not match PyTorch"'

import torch
import torch.nn.functional as F


def language_model_loss(logits, targets):
    one_hot = F.one_hot(targets, num_classes=logits.shape[-1])
    log_probs = torch.log_softmax(logits, dim=1)
    return -(one_hot * log_probs).mean()
