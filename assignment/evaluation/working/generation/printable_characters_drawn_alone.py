"""Draws again until the character is printable

Control characters belong to the full distribution, newlines among them.
"""

VERDICT = "wrong"
SOURCE = "unwanted control characters in samples; own variation"

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
        p = next_token_probabilities(model(context), temperature).cpu()
        for _attempt in range(50):
            token = torch.multinomial(p, 1, generator=generator).item()
            if chr(token).isprintable():
                break
        ids.append(token)
    return prompt + decode(ids[len(ids) - n_new_tokens :])
