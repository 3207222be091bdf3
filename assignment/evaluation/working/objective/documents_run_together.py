"""Flattens the batch before it shifts

The last token of each document gets the first of the next as its target, and the batch dimensions are lost.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/47394"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    stream = token_ids.reshape(-1)
    return stream[:-1], stream[1:]
