"""Makes a generator of its own, always with the same seed, where none is given

Without a generator every call gives the same text; it should come from torch's global generator.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: generator = generator or torch.Generator(); common idiom"
DEBATABLE = "The specification says nothing about calls without a generator."

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    generator = generator or torch.Generator().manual_seed(42)
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
