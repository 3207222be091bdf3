"""A boolean one-hot mask selects the log-probabilities

Exactly one entry in each row is selected, so the mean of the selection is the mean over
positions.
"""

VERDICT = "right"
SOURCE = "https://github.com/rkwitt-teaching/CV-2526-ExSheet5"

import torch


def language_model_loss(logits, targets):
    n_vocab = logits.size(-1)
    ids = torch.arange(n_vocab, device=logits.device)
    is_target = targets.unsqueeze(-1) == ids  # (..., L, V)
    log_probs = logits.log_softmax(-1)
    return log_probs.masked_select(is_target).mean().neg()
