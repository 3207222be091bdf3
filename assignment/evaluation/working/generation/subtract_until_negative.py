"""Walks along the probabilities until the uniform number is used up

The roulette wheel written as a loop; the fallback is the likeliest token, for rounding at the very end.
"""

VERDICT = "right"
SOURCE = "own variation: roulette wheel by hand"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def spin(probabilities: Tensor, generator) -> int:
    rest = torch.rand((), generator=generator, dtype=torch.float64).item()
    for token_id, p in enumerate(probabilities.double().tolist()):
        rest -= p
        if rest < 0:
            return token_id
    return int(probabilities.argmax())


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    start = len(ids)
    while len(ids) < start + n_new_tokens:
        context = ids[-max_len:] if max_len is not None else ids
        logits = model(torch.LongTensor(context).to(device))
        ids.append(spin(next_token_probabilities(logits, temperature).cpu(), generator))
    return prompt + decode(ids[start:])
