"""Checks its arguments, and the probabilities before each draw

The checks hold for all valid input; a sum within rounding of 1 passes.
"""

VERDICT = "right"
SOURCE = "defensive style; no single source"

import math

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    if temperature <= 0:
        raise ValueError("temperature must be greater than 0")
    last_position = logits.shape[-2] - 1
    last = torch.index_select(logits, -2, torch.tensor([last_position], device=logits.device)).squeeze(-2)
    return last.div(float(temperature)).softmax(dim=-1)


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    if not prompt:
        raise ValueError("the prompt has at least one character")
    if n_new_tokens < 0:
        raise ValueError("n_new_tokens cannot be negative")
    max_len = getattr(model, "max_len", None)
    if max_len is None:
        max_len = math.inf
    device = next(model.parameters()).device
    ids = encode_doc(prompt).tolist()
    continuation = []
    for _ in range(n_new_tokens):
        n_seen = int(min(len(ids), max_len))
        x = torch.tensor(ids[len(ids) - n_seen :], dtype=torch.long, device=device)
        p = next_token_probabilities(model(x), temperature).cpu()
        assert p.dim() == 1 and abs(float(p.sum()) - 1) < 1e-3
        (token_id,) = torch.multinomial(p, 1, generator=generator).tolist()
        ids.append(token_id)
        continuation.append(token_id)
    assert len(continuation) == n_new_tokens
    return prompt + decode(continuation)
