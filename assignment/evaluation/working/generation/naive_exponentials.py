"""exp of the scaled logits without taking the maximum off

A large logit over a small temperature overflows, and the probabilities are NaN.
"""

VERDICT = "wrong"
SOURCE = "PyTorch tutorial word_language_model generate.py (output.div(temperature).exp())"

import torch


def next_token_probabilities(logits, temperature):
    word_weights = logits[..., -1, :].div(temperature).exp()
    return word_weights / word_weights.sum(dim=-1, keepdim=True)
