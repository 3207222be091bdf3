"""Draws with the Gumbel-max trick

The argmax of log-probabilities plus independent Gumbel noise is distributed as the probabilities.
"""

VERDICT = "right"
SOURCE = "https://github.com/kul-sudo/rl (Gumbel sampling), retold"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def gumbel_like(x: Tensor, generator) -> Tensor:
    u = torch.rand(x.shape, generator=generator, dtype=torch.float64).clamp(min=1e-300)
    return -torch.log(-torch.log(u))


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    new = []
    for _ in range(n_new_tokens):
        seen = ids + new
        if max_len is not None:
            seen = seen[-max_len:]
        logits = model(torch.tensor(seen, device=device))
        scores = (logits[-1].cpu().double() / temperature).log_softmax(-1)
        new.append(int((scores + gumbel_like(scores, generator)).argmax()))
    return prompt + decode(new)
