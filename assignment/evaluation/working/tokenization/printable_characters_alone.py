"""Keeps printable characters alone

Newlines, tabs and the soft hyphen have code points below 256 and must stay.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: string.printable in the PyTorch name classification tutorial"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    kept = [c for c in doc if c.isprintable() and ord(c) < n_vocab]
    return torch.tensor([ord(c) for c in kept], dtype=torch.int64)
