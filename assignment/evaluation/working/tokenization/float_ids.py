"""torch.Tensor with a capital T makes floats

The ids come out as float32, and an embedding layer takes whole numbers.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.Tensor(list) mixed up with torch.tensor(list); PyTorch forum"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.Tensor([ord(c) for c in doc if ord(c) < n_vocab])
