"""Counts the prompt as part of the length, and leaves it out of the text

Two mistakes: too few new characters, and no prompt before them.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: max_length and return_full_text of Hugging Face pipelines"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(len(token_ids), n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return decode(token_ids[len(encode_doc(prompt)) :])
