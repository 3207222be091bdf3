"""Halves the probability of tokens that the text has had

The draw is then no longer from the model's distribution; with characters this hurts every word.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: repetition penalty of CTRL and Hugging Face"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        had = context.unique()
        had = had[had < len(p)]
        p[had] *= 0.5
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
