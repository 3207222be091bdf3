"""np.fromiter with a stated dtype

fromiter knows its dtype without looking at the items, so the empty text is no special case.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: numpy idiom in CS336 data loading code"

import numpy as np
import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    codes = np.fromiter((ord(c) for c in doc), dtype=np.int64)
    codes = codes[codes < n_vocab]
    return torch.as_tensor(codes)


def decode(token_ids) -> str:
    ids = token_ids.tolist() if torch.is_tensor(token_ids) else list(token_ids)
    return str().join(chr(i) for i in ids)
