"""Numpy looks up a uniform number that torch's generator drew

The random number is torch's; numpy does the cumulative sum and the search alone.
"""

VERDICT = "right"
SOURCE = "own variation"

import numpy as np
import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).numpy()
    n_prompt = len(ids)
    for _ in range(n_new_tokens):
        context = torch.from_numpy(np.array(ids if max_len is None else ids[-max_len:])).to(device)
        p = next_token_probabilities(model(context), temperature).cpu().numpy().astype(np.float64)
        edges = np.cumsum(p)
        u = torch.rand(1, dtype=torch.float64, generator=generator).item() * edges[-1]
        ids = np.append(ids, min(np.searchsorted(edges, u, side="right"), len(p) - 1))
    return prompt + decode([int(i) for i in ids[n_prompt:]])
