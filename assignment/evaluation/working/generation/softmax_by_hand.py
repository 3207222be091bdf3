"""The softmax by hand: maximum off first, then the division by the temperature

exp never sees a positive number, so large logits and small temperatures are safe, and the dtype
stays.
"""

VERDICT = "right"
SOURCE = "https://bearbearyu1223.github.io/cs336/2025/10/19/cs336-implement-softmax-log_softmax-cross_entropy.html"

import torch


def next_token_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature should be above 0")
    last = logits[..., logits.shape[-2] - 1, :]
    distance = last - last.max(dim=-1, keepdim=True)[0]
    weights = torch.exp(distance / temperature)
    return weights / weights.sum(dim=-1, keepdim=True)
