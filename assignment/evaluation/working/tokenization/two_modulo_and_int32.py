"""Wraps code points round, into 32-bit ids

Two mistakes: unknown characters become others, and the dtype is not int64.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: hashing trick and IntTensor together"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    wrapped = map(n_vocab.__rmod__, map(ord, doc))
    return torch.tensor(list(wrapped), dtype=torch.int)
