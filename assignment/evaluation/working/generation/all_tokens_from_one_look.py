"""Draws all new tokens at once from the first distribution

Later tokens do not depend on those before them, and the model is asked once.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: num_samples of torch.multinomial misread as the length of the text"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    if n_new_tokens == 0:
        return prompt
    context = encode_doc(prompt)
    max_len = getattr(model, "max_len", None)
    if max_len is not None:
        context = context[-max_len:]
    p = next_token_probabilities(model(context.to(next(model.parameters()).device)), temperature).cpu()
    return prompt + decode(torch.multinomial(p, n_new_tokens, replacement=True, generator=generator))
