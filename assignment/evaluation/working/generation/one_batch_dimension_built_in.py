"""Works for one batch dimension alone

With logits (L, V) there is one index too many, and with two batch dimensions it is the wrong position.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: logits[:, -1, :] of nanoGPT and minGPT"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[:, -1, :] / temperature, dim=-1)


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    idx = encode_doc(prompt)[None]
    n_prompt = idx.shape[1]
    for _ in range(n_new_tokens):
        idx_cond = idx if max_len is None else idx[:, -max_len:]
        probs = next_token_probabilities(model(idx_cond.to(device)), temperature).cpu()
        idx = torch.cat((idx, torch.multinomial(probs, 1, generator=generator)), dim=1)
    return prompt + decode(idx[0, n_prompt:])
