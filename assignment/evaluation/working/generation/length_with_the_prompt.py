"""Takes n_new_tokens for the length of the whole text

It counts the new characters; with a prompt of 16 the text comes out 16 too short.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: max_length against max_new_tokens in Hugging Face's generate"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    n_prompt = len(token_ids)
    while len(token_ids) < n_new_tokens:
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[n_prompt:])
