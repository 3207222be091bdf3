"""Never lets the temperature fall below 0.5

Meant against a division by zero; but 0.2 and 0.5 give the same probabilities.
"""

VERDICT = "wrong"
SOURCE = "inference servers that clamp small temperatures"

import torch


def next_token_probabilities(logits, temperature):
    t = max(float(temperature), 0.5)
    return torch.softmax(logits[..., -1, :] / t, dim=-1)
