"""Multiplies the logits by the temperature

Upside down: a low temperature makes the text wilder. At 1 nothing is seen.
"""

VERDICT = "wrong"
SOURCE = "https://codedive.in/temperature-sampling (which way T works)"

import torch


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., -1, :] * temperature, dim=-1)
