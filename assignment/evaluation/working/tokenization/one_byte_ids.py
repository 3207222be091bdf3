"""Stores the ids in uint8 to save memory

An embedding layer takes no uint8, and ids from 256 up do not fit when n_vocab is larger.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: np.uint8 storage of byte tokens, CS336 style"

import numpy as np
import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    codes = np.array([ord(c) for c in doc if ord(c) < n_vocab]).astype(np.uint8)
    return torch.from_numpy(codes)
