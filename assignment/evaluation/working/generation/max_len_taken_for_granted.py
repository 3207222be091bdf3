"""Takes for granted that every model has a max_len

The MLP has none, and the attribute error ends the generation.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: model.config.block_size taken for granted, as in nanoGPT"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids[-model.max_len :]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
