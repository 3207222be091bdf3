"""Draws from the top 40 with a fixed global seed

Two mistakes: unlikely tokens never come, and the text is always the same, whatever the generator.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's sample.py: torch.manual_seed(1337) and top_k"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    torch.manual_seed(1337)
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        smallest = p.topk(min(40, len(p))).values[-1]
        p = torch.where(p < smallest, torch.zeros_like(p), p)
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
