"""Remembers the probabilities by the last token alone

Two contexts that end in the same character share an entry, which is right for the MLP and wrong for the transformer.
"""

VERDICT = "wrong"
SOURCE = "KV cache idea gone wrong; own variation"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    cache = {}
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        key = ids[-1]
        if key not in cache:
            context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
            cache[key] = next_token_probabilities(model(context), temperature).cpu()
        ids.append(torch.multinomial(cache[key], 1, generator=generator).item())
    return prompt + decode(ids[len(ids) - n_new_tokens :])
