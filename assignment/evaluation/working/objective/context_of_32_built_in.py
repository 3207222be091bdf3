"""Cuts to 32 tokens, the lab's context length

Longer texts lose everything after that.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: hard-coded block_size in copies of \"Let's build GPT\""

from torch import Tensor

BLOCK_SIZE = 32


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    x = token_ids[..., :-1][..., :BLOCK_SIZE]
    y = token_ids[..., 1:][..., :BLOCK_SIZE]
    return x, y
