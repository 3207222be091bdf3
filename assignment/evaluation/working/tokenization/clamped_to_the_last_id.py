"""Clamps large code points to the last id instead of dropping them

Each emoji becomes "ÿ", a real character of the vocabulary, and the text gets longer than it should.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.clamp advice for \"index out of range in self\" on the PyTorch forum"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = torch.tensor([ord(c) for c in doc], dtype=torch.int64)
    return ids.clamp(max=n_vocab - 1)
