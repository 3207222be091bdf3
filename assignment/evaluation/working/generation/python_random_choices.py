"""Draws with Python's random module

Its random numbers do not come from the generator, so the seed has no effect.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: random.choices(range(V), weights=p) of pure Python tutorials"

import random

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
        weights = next_token_probabilities(model(context), temperature).tolist()
        ids += random.choices(range(len(weights)), weights=weights)
    return prompt + decode(ids[len(ids) - n_new_tokens :])
