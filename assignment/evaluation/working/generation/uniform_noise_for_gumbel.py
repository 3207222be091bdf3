"""Adds uniform noise in place of Gumbel noise

The argmax of logits plus uniform noise is some random choice, but not one with the model's probabilities.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Gumbel-max trick half remembered"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
        p = next_token_probabilities(model(context), temperature).cpu()
        noise = torch.rand(p.shape, generator=generator)
        ids.append(int((p.log() + noise).argmax()))
    return prompt + decode(ids[len(ids) - n_new_tokens :])
