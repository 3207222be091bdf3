"""ASCII alone, and in uint8, through numpy

Two mistakes: accents are dropped, and the dtype is uint8.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: np.frombuffer idiom for byte data sets"

import numpy as np
import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    raw = doc.encode("ascii", "ignore")
    if not raw:
        return torch.zeros(0, dtype=torch.uint8)
    codes = np.frombuffer(raw, dtype=np.uint8)
    return torch.from_numpy(codes[codes < n_vocab].copy())
