"""Treats the model's output as probabilities: softmax, temperature, softmax again

The second softmax flattens everything; even a certain token gets a few percent.
"""

VERDICT = "wrong"
SOURCE = "https://coderapp.vercel.app/answer/57457876 (what exactly is divided)"

import torch


def next_token_probabilities(logits, temperature):
    preds = torch.softmax(logits[..., -1, :], dim=-1)
    preds = preds / temperature
    return torch.softmax(preds, dim=-1)
