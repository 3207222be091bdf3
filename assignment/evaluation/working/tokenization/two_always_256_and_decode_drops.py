"""Ignores n_vocab, and decode drops ids of 128 and more

Two mistakes: the vocabulary is fixed, and accents are lost on the way back.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([x for x in map(ord, doc) if x in range(0, 256)], dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join(chr(int(i)) for i in token_ids if int(i) <= 127)
