"""torch.inference_mode in the function instead of the decorator

No gradients are kept either way, and the text is the same.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    text = prompt
    with torch.inference_mode():
        for _ in range(n_new_tokens):
            if max_len is not None:
                token_ids = token_ids[-max_len:]
            p = next_token_probabilities(model(token_ids.to(device)), temperature).cpu()
            next_id = p.multinomial(1, replacement=True, generator=generator)
            text = text + decode(next_id)
            token_ids = torch.cat([token_ids, next_id])
    return text
