"""Draws all uniform numbers before the loop

The numbers are independent of the text, so it does not matter when they are drawn.
"""

VERDICT = "right"
SOURCE = "own variation"

import bisect
import itertools

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    where = next(model.parameters()).device
    limit = getattr(model, "max_len", None)
    uniforms = torch.rand(n_new_tokens, generator=generator, dtype=torch.float64).tolist()
    ids = encode_doc(prompt).tolist()
    written = ""
    for u in uniforms:
        visible = ids if limit is None else ids[-limit:]
        logits = model(torch.tensor(visible, dtype=torch.int64, device=where))
        p = next_token_probabilities(logits, temperature).tolist()
        steps = list(itertools.accumulate(p))
        token = min(bisect.bisect_right(steps, u * steps[-1]), len(p) - 1)
        ids.append(token)
        written += decode([token])
    return prompt + written
