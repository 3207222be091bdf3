"""Draws from the likeliest tokens that make up nine tenths

Nucleus sampling cuts off the unlikely tail, which belongs to the full distribution.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nucleus sampling of labml and Llama"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def nucleus(p: Tensor, mass: float = 0.9) -> Tensor:
    ordered, which = p.sort(descending=True)
    before = ordered.cumsum(-1) - ordered
    return p.index_fill(-1, which[before > mass], 0.0)


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = nucleus(next_token_probabilities(model(context.to(device)), temperature).cpu())
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
