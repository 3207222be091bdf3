"""Draws without the generator, and ends at a newline

Two mistakes: the seed has no effect, and the text can come out short.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: makemore's sampling loop carried over"

import torch
from torch import Tensor, nn
from torch.distributions import Categorical

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    out = []
    while len(out) < n_new_tokens:
        context = torch.tensor((ids + out)[-(max_len or 10**9) :], device=device)
        p = next_token_probabilities(model(context), temperature)
        token = Categorical(p).sample().item()
        out.append(token)
        if token == ord("\n"):
            break
    return prompt + decode(out)
