"""Makes 32-bit ids

IntTensor is int32; the specification asks for int64, which cross-entropy targets need.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: IntTensor mixed up with LongTensor; PyTorch forum"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.IntTensor([ord(c) for c in doc if ord(c) < n_vocab])
