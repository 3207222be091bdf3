"""Strips white space from the ends of the text

Spaces and newlines are characters with ids of their own; "Tom " must have four tokens.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: text cleaning habit, d2l Time Machine preprocessing"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    doc = doc.strip()
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
