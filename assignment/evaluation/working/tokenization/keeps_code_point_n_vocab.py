"""Keeps the code point n_vocab itself

The ids go from 0 to n_vocab - 1; id n_vocab is out of range for the embedding.
"""

VERDICT = "wrong"
SOURCE = "common off-by-one; no single source"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = []
    for character in doc:
        if ord(character) <= n_vocab:
            ids.append(ord(character))
    return torch.tensor(ids, dtype=torch.int64)
