"""Takes logits[-1], which is the last document when there is a batch

Right for (L, V) and so for generating; a batch gives the positions of one document.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, batch-first confusion"

import torch


def next_token_probabilities(logits, temperature):
    last = logits[-1]
    return torch.softmax(last / temperature, dim=-1)
