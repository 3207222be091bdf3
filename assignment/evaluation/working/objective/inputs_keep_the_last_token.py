"""Leaves the last token among the inputs

Inputs have one token more than targets, so the shapes do not fit.
"""

VERDICT = "wrong"
SOURCE = "common slip; no single source"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids
    targets = token_ids[..., 1:]
    return inputs, targets
