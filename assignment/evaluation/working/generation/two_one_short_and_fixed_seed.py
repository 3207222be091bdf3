"""Writes one token too few, and seeds the generator itself

Two mistakes: the loop starts at 1, and every generator gives the same text.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    generator = torch.Generator().manual_seed(0)
    max_len = getattr(model, "max_len", None)
    history = list(encode_doc(prompt).split(1))
    for _ in range(1, n_new_tokens):
        context = torch.cat(history if max_len is None else history[-max_len:])
        p = next_token_probabilities(model(context.to(next(model.parameters()).device)), temperature)
        history.append(torch.multinomial(p.cpu(), 1, generator=generator))
    return prompt + "".join(map(decode, history[len(encode_doc(prompt)) :]))
