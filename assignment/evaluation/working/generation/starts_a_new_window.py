"""Starts a new window with half of the old one when it is full

Between two fresh starts the model sees between half and all of max_len tokens, and not always the last max_len.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/minimaxir/gpt-2-simple/pull/87"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    window = encode_doc(prompt).tolist()
    text = prompt
    for _ in range(n_new_tokens):
        if max_len is not None and len(window) > max_len:
            window = window[-max(1, max_len // 2) :]
        p = next_token_probabilities(model(torch.tensor(window, device=device)), temperature).cpu()
        window.append(torch.multinomial(p, 1, generator=generator).item())
        text += decode(window[-1:])
    return text
