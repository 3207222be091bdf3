"""Stops at the first unknown character, and decode skips zeros

Two mistakes: all after an emoji is lost, and NUL characters do not come back.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

import itertools

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    known = itertools.takewhile(lambda code: code < n_vocab, map(ord, doc))
    return torch.tensor(list(known), dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join(chr(int(i)) for i in token_ids if int(i))
