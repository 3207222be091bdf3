"""Noise scaled with the logits, and a window one token too short

Two mistakes: the temperature has no effect, and the model sees max_len - 1 tokens.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Gumbel-softmax code and block_size - 1 together"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    start = len(ids)
    for _ in range(n_new_tokens):
        begin = 0 if max_len is None else max(0, len(ids) - max_len + 1)
        context = torch.tensor(ids[begin:] or ids[-1:], device=device)
        scores = torch.log_softmax(model(context)[-1], dim=-1).cpu()
        q = torch.empty_like(scores).exponential_(generator=generator)
        ids.append(int(((scores - q.log()) / temperature).argmax()))
    return prompt + decode(ids[start:])
