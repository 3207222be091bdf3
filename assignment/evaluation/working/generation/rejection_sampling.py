"""Draws candidates evenly and accepts them in proportion to their probability

Accepted candidates are distributed as the probabilities; the number of tries is at most about the vocabulary's size on average.
"""

VERDICT = "right"
SOURCE = "own variation, from a statistics course"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def accept_or_try_again(p: Tensor, generator) -> int:
    p = p.double()
    ceiling = p.max().item()
    while True:
        candidate = torch.randint(len(p), (1,), generator=generator).item()
        u = torch.rand(1, dtype=torch.float64, generator=generator).item()
        if u * ceiling < p[candidate].item():
            return candidate


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    text = prompt
    for _ in range(n_new_tokens):
        context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
        token = accept_or_try_again(next_token_probabilities(model(context), temperature).cpu(), generator)
        ids.append(token)
        text += decode([token])
    return text
