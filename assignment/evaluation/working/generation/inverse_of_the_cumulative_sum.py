"""One uniform number, looked up in the cumulative probabilities

A uniform number falls into the stretch of a token as often as the stretch is long.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: inverse transform sampling, Stack Overflow answers on weighted choice"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    n_prompt = len(token_ids)
    for _ in range(n_new_tokens):
        context = token_ids[-max_len:] if max_len else token_ids
        p = next_token_probabilities(model(context.to(device)), temperature)
        cumulative = p.cpu().double().cumsum(0)
        u = torch.rand(1, generator=generator, dtype=torch.float64) * cumulative[-1]
        index = torch.searchsorted(cumulative, u, right=True).clamp(max=len(cumulative) - 1)
        token_ids = torch.cat((token_ids, index))
    return prompt + decode(token_ids[n_prompt:])
