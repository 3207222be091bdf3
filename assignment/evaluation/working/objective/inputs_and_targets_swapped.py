"""Swaps inputs and targets

The model learns to guess the token before, and not the one after.
"""

VERDICT = "wrong"
SOURCE = "shift direction confusion in discuss.huggingface.co/t/36386"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids[..., 1:], token_ids[..., :-1]
