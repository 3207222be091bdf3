"""Ends the text at a newline

Nothing ends the text early: a newline is a character like any other.
"""

VERDICT = "wrong"
SOURCE = "makemore's names end at \".\"; https://github.com/google-ai-edge/LiteRT-LM/issues/950"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    text = prompt
    for _ in range(n_new_tokens):
        context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
        p = next_token_probabilities(model(context), temperature).cpu()
        ids.append(torch.multinomial(p, 1, generator=generator).item())
        text += chr(ids[-1])
        if text.endswith("\n"):
            break
    return text
