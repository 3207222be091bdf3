"""Takes the likeliest token, and never crops

Two mistakes: nothing is drawn, and a model with max_len fails on long texts.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: d2l's predict loop carried over"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    text = prompt
    for _ in range(n_new_tokens):
        logits = model(encode_doc(text).to(device))
        text += chr(int(logits[-1].argmax()))
    return text
