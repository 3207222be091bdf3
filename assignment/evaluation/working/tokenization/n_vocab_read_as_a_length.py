"""Cuts the document to n_vocab characters, as if that were a maximal length

Long documents lose all but their first 256 characters.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: n_vocab mistaken for a maximal length (max_len of tokenizers)"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
    return ids[:n_vocab]
