"""Divides the probabilities by exponential noise and takes the largest

An exponential clock with rate p rings first with probability p; p / q is largest for the clock that rings first.
"""

VERDICT = "right"
SOURCE = "gpt-fast's multinomial_sample_one_no_sync"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def draw(probabilities: Tensor, generator) -> int:
    q = torch.empty_like(probabilities).exponential_(1.0, generator=generator)
    return int(torch.argmax(probabilities / q))


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    drawn = []
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        drawn.append(draw(p, generator))
        token_ids = torch.cat([token_ids, torch.tensor(drawn[-1:])])
    return prompt + decode(drawn)
