"""Draws from the ten likeliest tokens

The specification asks for the full distribution; all other tokens can never come.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: top_k of nanoGPT's sample.py"

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
        values, ids = p.topk(min(10, len(p)))
        token_ids = torch.cat([token_ids, ids[torch.multinomial(values, 1, generator=generator)]])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
