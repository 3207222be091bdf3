"""Needs a max_len, and applies the temperature to the probabilities

Two mistakes: the MLP has no max_len, and dividing probabilities by a number changes nothing about the draw.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: softmax first, temperature after, in home-made samplers"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    p = torch.softmax(logits, dim=-1)[..., -1, :] / temperature
    return p / p.sum(dim=-1, keepdim=True)


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    window = model.max_len
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(torch.tensor(ids[-window:], device=device)), temperature)
        ids.append(int(torch.multinomial(p.cpu(), 1, generator=generator)))
    return prompt + decode(ids[len(ids) - n_new_tokens :])
