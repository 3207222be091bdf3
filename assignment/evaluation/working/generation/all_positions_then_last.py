"""Softmax at every position, of which the last is kept; float64 inside

The softmax of a position does not depend on the others, so the order makes no difference; the
result is cast back.
"""

VERDICT = "right"
SOURCE = 'Hugging Face forum, "probabilities of generated tokens"'

import torch


def next_token_probabilities(logits, temperature):
    everywhere = (logits.double() / temperature).softmax(dim=-1)
    return torch.unbind(everywhere, dim=-2)[-1].to(logits.dtype)
