"""Raises an error for a character outside the vocabulary

They are to be dropped, so a text with an emoji must encode.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: KeyError of stoi lookups in minGPT's CharDataset"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = []
    for position, c in enumerate(doc):
        if ord(c) >= n_vocab:
            raise ValueError(f"character {c!r} at {position} is outside the vocabulary")
        ids.append(ord(c))
    return torch.tensor(ids, dtype=torch.int64)
