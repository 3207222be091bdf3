"""Seeds the global generator with the seed of the given one

The given generator never moves on, so a second text from it is the same, and the global state is disturbed.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.manual_seed before sampling in tutorials"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    if generator is not None:
        torch.manual_seed(generator.initial_seed())
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, num_samples=1)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
