"""numpy doubles, kept in a cache that ignores the device

Two mistakes: the dtype is float64, and a second device gets the mask of the first.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: numpy doubles and a cache without the device"

import numpy as np
from functools import lru_cache

@lru_cache
def _upper(sequence_len):
    place = np.arange(sequence_len)
    return torch.from_numpy(np.where(place[None, :] > place[:, None], VERY_SMALL_NUMBER, 0.0))


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return _upper(sequence_len)
