"""Calls itself for each token

Right for short texts; a thousand new tokens run into Python's recursion limit.
"""

VERDICT = "wrong"
SOURCE = "own variation: recursion in a functional style"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    if n_new_tokens == 0:
        return prompt
    context = encode_doc(prompt)
    if getattr(model, "max_len", None) is not None:
        context = context[-model.max_len :]
    logits = model(context.to(next(model.parameters()).device))
    p = next_token_probabilities(logits, temperature).cpu()
    longer = prompt + decode(torch.multinomial(p, 1, generator=generator))
    return generate(model, longer, n_new_tokens - 1, temperature, generator)
