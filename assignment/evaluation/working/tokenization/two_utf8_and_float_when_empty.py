"""UTF-8 bytes for code points, and float32 for the empty text

Two mistakes: bytes instead of characters, and no dtype.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: CS336 byte tokens; dtype left to torch"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor(list(bytearray(doc, "utf-8")))
