"""Pads short contexts with zeros on the left

The model takes the zeros for NUL characters, and all positions are shifted.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: left padding for batched generation in Hugging Face"

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids
        if max_len is not None:
            context = context[-max_len:]
            context = F.pad(context, (max_len - len(context), 0))
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
