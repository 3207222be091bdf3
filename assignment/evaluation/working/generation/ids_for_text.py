"""Returns the ids

The specification says str; decode is never called.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's generate returns idx"

import torch
from torch import Tensor, nn

from .tokenization import encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return token_ids
