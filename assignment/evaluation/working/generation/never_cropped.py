"""Never crops the context

A model with max_len raises an error as soon as the text is longer.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/EleutherAI/gpt-neo/issues/273"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    ids = encode_doc(prompt).tolist()
    n_prompt = len(ids)
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(torch.tensor(ids, device=device)), temperature).cpu()
        ids.append(torch.multinomial(p, 1, generator=generator).item())
    return prompt + decode(ids[n_prompt:])
