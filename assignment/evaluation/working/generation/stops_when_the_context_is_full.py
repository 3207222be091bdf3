"""Stops when the text has max_len tokens

The text should go on with a cropped context; it comes out too short.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/openai/gpt-2/issues/121"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    text = prompt
    for _ in range(n_new_tokens):
        if max_len is not None and len(token_ids) >= max_len:
            break
        p = next_token_probabilities(model(token_ids.to(device)), temperature).cpu()
        next_id = torch.multinomial(p, 1, generator=generator)
        text += decode(next_id)
        token_ids = torch.cat([token_ids, next_id])
    return text
