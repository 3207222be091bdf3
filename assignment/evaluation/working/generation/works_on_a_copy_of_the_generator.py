"""Draws from a copy of the generator

The same seed gives the same text, but the generator itself never moves on: two texts in a row are equal.
"""

VERDICT = "wrong"
SOURCE = "own variation: clone_state of torch.Generator"
DEBATABLE = "The specification promises the same text for the same seed; that the generator moves on is implied, not stated."

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    if generator is not None:
        copy = torch.Generator()
        copy.set_state(generator.get_state())
        generator = copy
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
