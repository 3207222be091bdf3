"""Encodes each different character once, and as one row of a batch

Two mistakes: repeated characters are lost with the order of the text, and the shape is (1, n).
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: set(text) of the tutorials, misread as the encoding"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    characters = sorted(set(doc))
    return torch.tensor([[ord(c) for c in characters if ord(c) < n_vocab]], dtype=torch.int64)
