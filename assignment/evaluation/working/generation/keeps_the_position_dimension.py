"""Keeps a dimension of size one for the position

The shape is (..., 1, V) instead of (..., V).
"""

VERDICT = "wrong"
SOURCE = "slice -1: for index -1; common slip"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[..., -1:, :] / temperature, dim=-1)


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)[0]])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
