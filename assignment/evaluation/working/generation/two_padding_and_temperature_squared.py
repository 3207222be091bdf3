"""Pads on the left, and divides by the temperature twice

Two mistakes: zeros before the text, and the temperature squared.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: left padding and a double division"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    size = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        context = ids if size is None else ([0] * size + ids)[-size:]
        logits = model(torch.tensor(context, device=device)).div(temperature)
        p = next_token_probabilities(logits, temperature).cpu()
        ids.append(torch.multinomial(p, 1, generator=generator).item())
    return prompt + decode(ids[len(ids) - n_new_tokens :])
