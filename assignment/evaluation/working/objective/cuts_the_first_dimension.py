"""Cuts the first dimension instead of the last

Right for one document; in a batch it pairs each document with the next one.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: data[:-1], data[1:] of a single text, carried over to batches"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids[:-1]
    targets = token_ids[1:]
    return inputs, targets
