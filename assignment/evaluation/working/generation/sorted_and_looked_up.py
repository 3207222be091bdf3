"""Draws from the sorted probabilities and looks the token up

The rank that was drawn is an index into the sorted ids, so each token keeps its probability.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: top-p code of Llama's generate without the cut"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    n_prompt = token_ids.numel()
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ordered, which = torch.sort(p, descending=True)
        rank = torch.multinomial(ordered, num_samples=1, generator=generator)
        token_ids = torch.cat([token_ids, which[rank]])
    return prompt + decode(token_ids[n_prompt:])
