"""Remembers the probabilities of contexts that it has seen in this call

The key is the whole context and the cache lasts for one call, so a hit gives what the model would give.
"""

VERDICT = "right"
SOURCE = "own variation: a cache keyed by the whole context"
DEBATABLE = "A model that answers differently to the same context, say with dropout, would be asked once."

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    known = {}
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        context = tuple(ids if max_len is None else ids[-max_len:])
        if context not in known:
            logits = model(torch.tensor(context, device=device))
            known[context] = next_token_probabilities(logits, temperature).cpu()
        ids.append(torch.multinomial(known[context], 1, generator=generator).item())
    return prompt + decode(ids[len(ids) - n_new_tokens :])
