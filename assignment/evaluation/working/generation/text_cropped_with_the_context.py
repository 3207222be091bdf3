"""Crops the text itself along with the context

What falls out of the window is lost, so long texts no longer begin with the prompt.
"""

VERDICT = "wrong"
SOURCE = "idx = idx[:, -block_size:] for idx_cond; common slip"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    idx = encode_doc(prompt)
    for _ in range(n_new_tokens):
        if max_len is not None:
            idx = idx[-max_len:]
        p = next_token_probabilities(model(idx.to(device)), temperature).cpu()
        idx = torch.cat([idx, torch.multinomial(p, 1, generator=generator)])
    return decode(idx)
