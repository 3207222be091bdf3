"""Gumbel noise added before the division by the temperature

Dividing the sum by any temperature leaves the argmax where it is, so all texts are those of temperature 1.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Gumbel-softmax code: (logits + noise) / tau, retold as sampling"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
        logits = model(context)[-1].cpu().double()
        u = torch.rand(logits.shape, dtype=torch.float64, generator=generator).clamp(min=1e-300)
        noise = -torch.log(-torch.log(u))
        ids.append(int(((logits + noise) / temperature).argmax()))
    return prompt + decode(ids[len(ids) - n_new_tokens :])
