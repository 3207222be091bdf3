"""Divides the logits in place

`[..., -1, :]` is a view, so the caller's logits are changed, and a second call with them gives
something else.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, in-place operations on views"

import torch


def next_token_probabilities(logits, temperature):
    last = logits.detach()[..., -1, :]
    last /= temperature
    return last.softmax(-1)
