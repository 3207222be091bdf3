"""Divides the probabilities by the temperature

They no longer sum to 1, and multinomial, which normalises, draws as if the temperature were 1.
"""

VERDICT = "wrong"
SOURCE = "https://crackedaicode.com/problems/jax-temperature-scaling"

import torch


def next_token_probabilities(logits, temperature):
    probs = torch.softmax(logits[..., -1, :], dim=-1)
    return probs / temperature
