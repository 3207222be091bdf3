"""log_softmax, gather and a minus sign; the pairs are made with narrow

gather picks the log-probability of each target along the last dimension, so any number of
leading dimensions works.
"""

VERDICT = "right"
SOURCE = "https://lzwjava.github.io/cross-entropy-implementation-breakdown-en"

import torch


def next_token_pairs(token_ids):
    n = token_ids.size(-1) - 1
    return token_ids.narrow(-1, 0, n), token_ids.narrow(-1, 1, n)


def language_model_loss(logits, targets):
    log_probs = torch.log_softmax(logits, dim=-1)
    picked = torch.gather(log_probs, dim=-1, index=targets.unsqueeze(-1)).squeeze(-1)
    return -picked.mean()
