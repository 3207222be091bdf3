"""Crops to 32 tokens whatever the model takes

A model with a shorter max_len raises an error, and one without any sees less than all.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: global block_size in copies of \"Let's build GPT\""

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc

CONTEXT = 32


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids[-CONTEXT:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
