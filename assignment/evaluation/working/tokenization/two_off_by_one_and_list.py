"""Keeps code point n_vocab, and decode does not join

Two mistakes: <= for <, and a list where a string is due.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    points = torch.tensor([ord(c) for c in doc], dtype=torch.int64)
    return points[points <= n_vocab]


def decode(token_ids):
    return [*map(chr, map(int, token_ids))]
