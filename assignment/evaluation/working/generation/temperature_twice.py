"""Divides by the temperature twice

Once in generate and once in next_token_probabilities: the texts are those of the temperature squared.
"""

VERDICT = "wrong"
SOURCE = "temperature applied in the helper and in the loop; common slip"

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
        logits = model(context.to(device)) / temperature
        p = next_token_probabilities(logits, temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
