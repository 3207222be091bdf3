"""A boolean mask with a leading dimension, True where one may look

Two mistakes: the shape is (1, L, L), and the entries are True and False instead of 0 and VERY_SMALL_NUMBER.
"""

VERDICT = "wrong"
SOURCE = "harvardnlp/annotated-transformer, subsequent_mask (from memory, not looked up)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    attention_shape = (1, sequence_len, sequence_len)
    later = torch.triu(torch.ones(attention_shape, device=device), diagonal=1).type(torch.uint8)
    return later == 0
