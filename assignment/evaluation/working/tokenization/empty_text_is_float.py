"""Leaves the dtype to torch, which makes float32 of an empty list

For "" the result is float32, and an embedding layer refuses it.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: \"Expected tensor for argument indices to have Long but got Float\" questions"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab])
