"""Rolls the targets, so that the last one is the first token

The lengths stay L, and the last token is trained to be followed by the first.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: np.roll targets in home-made data loaders"

import torch
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids, token_ids.roll(-1, dims=-1)
