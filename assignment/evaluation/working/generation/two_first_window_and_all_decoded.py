"""Keeps the first max_len tokens, and decodes the prompt

Two mistakes: cropped on the wrong side, and characters outside the vocabulary vanish from the prompt.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    limit = getattr(model, "max_len", None)
    idx = encode_doc(prompt).view(1, -1)
    for _ in range(n_new_tokens):
        probs = next_token_probabilities(model(idx[:, :limit].to(device)), temperature).cpu()
        idx = torch.hstack((idx, torch.multinomial(probs, 1, generator=generator)))
    return decode(idx.view(-1))
