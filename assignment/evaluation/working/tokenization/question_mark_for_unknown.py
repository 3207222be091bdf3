"""Replaces unknown characters by a question mark

The specification says that they are dropped, so the sequence has one token too many for each.
"""

VERDICT = "wrong"
SOURCE = "https://riptutorial.com/python/example/3989/encoding-decoding-error-handling"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([ord(c) if ord(c) < n_vocab else ord("?") for c in doc], dtype=torch.int64)
