"""Feeds the new token alone after the first step

That needs a model with a memory; this one sees one character from then on.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: RNN decoding loop of d2l without the state; KV cache misunderstood"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    x = encode_doc(prompt)
    if max_len is not None:
        x = x[-max_len:]
    text = prompt
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(x.to(device)), temperature).cpu()
        x = torch.multinomial(p, 1, generator=generator)
        text += decode(x)
    return text
