"""Drops everything that is not ASCII

The vocabulary ends at n_vocab, not at 128, so "ï" must stay.
"""

VERDICT = "wrong"
SOURCE = "https://riptutorial.com/python/example/3989/encoding-decoding-error-handling"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    plain = doc.encode("ascii", errors="ignore").decode("ascii")
    return torch.tensor([ord(c) for c in plain if ord(c) < n_vocab], dtype=torch.int64)
