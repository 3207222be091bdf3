"""Computes in float64 and casts back

More digits inside, and the scalar has the dtype of the logits again; gradients flow through
both casts.
"""

VERDICT = "right"
SOURCE = "Hugging Face transformers, logits upcast before the loss"

import torch
import torch.nn.functional as F


def language_model_loss(logits, targets):
    wide = logits.to(torch.float64)
    loss = F.nll_loss(F.log_softmax(wide.reshape(-1, wide.shape[-1]), dim=1), targets.reshape(-1))
    return loss.to(logits.dtype)
