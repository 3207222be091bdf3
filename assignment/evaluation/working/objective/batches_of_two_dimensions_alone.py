"""Works for a batch with one batch dimension alone

A single document has no second dimension, and with two batch dimensions the wrong one is cut.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: x[:, :-1], x[:, 1:] of x-transformers' wrapper"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids[:, :-1], token_ids[:, 1:]
