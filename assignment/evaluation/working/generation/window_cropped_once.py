"""Crops the prompt, but not the text that grows from it

A prompt that is too long is handled, and the model fails some tokens later.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/CarperAI/trlx/issues/130"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    token_ids = encode_doc(prompt)
    if getattr(model, "max_len", None) is not None:
        token_ids = token_ids[-model.max_len :]
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(token_ids.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
