"""Casts to float32 and stays there

The value is fine for float32 logits; for float64 or half the dtype of the scalar is not that of
the logits.
"""

VERDICT = "wrong"
SOURCE = 'Hugging Face transformers, "logits = logits.float()" before the loss'

import torch
import torch.nn.functional as F


def language_model_loss(logits, targets):
    log_probs = F.log_softmax(logits.float(), dim=-1)
    return -log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1).mean()
