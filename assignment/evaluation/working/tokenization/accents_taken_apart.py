"""Normalises the text first, so that accents come off

NFD makes "i" and a combining mark of "ï"; the mark is dropped and the text comes back as "naive".
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: unicodeToAscii in the PyTorch char RNN tutorial"

import unicodedata

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    doc = unicodedata.normalize("NFD", doc)
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
