"""A deque of at most max_len tokens is the context

A deque with maxlen drops its oldest entry when a new one comes; with None it keeps all.
"""

VERDICT = "right"
SOURCE = "own variation"

from collections import deque

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    window = deque(encode_doc(prompt).tolist(), maxlen=getattr(model, "max_len", None))
    pieces = [prompt]
    for _ in range(n_new_tokens):
        x = torch.tensor(list(window), device=device)
        p = next_token_probabilities(model(x), temperature)
        token = torch.multinomial(p.cpu(), 1, generator=generator).item()
        window.append(token)
        pieces.append(chr(token))
    return "".join(pieces)
