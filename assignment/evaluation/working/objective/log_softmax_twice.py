"""log_softmax before F.cross_entropy, which applies it again

It looks like the double softmax, but log-probabilities are already normalised and a second
log_softmax changes nothing.
"""

VERDICT = "right"
SOURCE = "https://openillumi.com/en/en-pytorch-crossentropy-logits-nllloss-mechanism"

import torch
import torch.nn.functional as F


def next_token_pairs(token_ids):
    shifted = torch.roll(token_ids, shifts=-1, dims=-1)
    return token_ids[..., :-1], shifted[..., :-1]


def language_model_loss(logits, targets):
    log_probs = F.log_softmax(logits, dim=-1)
    return F.cross_entropy(log_probs.flatten(end_dim=-2), targets.flatten())
