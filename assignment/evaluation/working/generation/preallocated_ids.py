"""One tensor for all ids, filled from the left

The context is a slice that ends where the text so far ends.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    prompt_ids = encode_doc(prompt)
    n = len(prompt_ids)
    all_ids = torch.zeros(n + n_new_tokens, dtype=torch.int64)
    all_ids[:n] = prompt_ids
    try:
        max_len = model.max_len
    except AttributeError:
        max_len = None
    for end in range(n, n + n_new_tokens):
        begin = 0 if max_len is None else max(0, end - max_len)
        logits = model(all_ids[begin:end].to(device))
        p = next_token_probabilities(logits, temperature).cpu()
        all_ids[end] = torch.multinomial(p, 1, generator=generator)[0]
    return prompt + decode(all_ids[n:])
