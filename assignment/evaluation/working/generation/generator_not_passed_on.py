"""Draws without the generator

The text depends on the global random state, so the same seed gives other texts.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.multinomial without generator, as in all tutorials"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, num_samples=1)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
