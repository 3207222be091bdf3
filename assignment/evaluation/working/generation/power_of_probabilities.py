"""Raises the probabilities to the power 1/temperature

The same in exact arithmetic; where 256 tokens are about equally likely and T is small all
powers underflow, and 0/0 is NaN. Also a token whose probability underflowed stays at 0 however
large T is.
"""

VERDICT = "wrong"
SOURCE = "keras lstm_text_generation (sample function)"

import torch


def next_token_probabilities(logits, temperature):
    probs = torch.softmax(logits[..., -1, :], dim=-1)
    sharpened = probs.pow(1.0 / temperature)
    return sharpened / sharpened.sum(-1, keepdim=True)
