"""A numpy generator whose seed is drawn from the given generator

All randomness goes back to one number from the generator, so the same seed gives the same text.
"""

VERDICT = "right"
SOURCE = "own variation: np.random.choice is what many tutorials draw with"
DEBATABLE = "\"Every random number comes from generator\" could be read as forbidding a second generator seeded from it."

import numpy as np
import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    seed = torch.randint(2**62, (1,), generator=generator).item()
    rng = np.random.default_rng(seed)
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    new = []
    for _ in range(n_new_tokens):
        context = (ids + new) if max_len is None else (ids + new)[-max_len:]
        p = next_token_probabilities(model(torch.tensor(context, device=device)), temperature)
        p = p.cpu().double().numpy()
        new.append(int(rng.choice(len(p), p=p / p.sum())))
    return prompt + decode(new)
