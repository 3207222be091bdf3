"""Compares with 256 whatever n_vocab says

With a smaller vocabulary ids come out that it does not have, with a larger one characters are lost.
"""

VERDICT = "wrong"
SOURCE = "common slip: a parameter that is never used"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = []
    for c in doc:
        code = ord(c)
        if code < 256:
            ids.append(code)
    return torch.tensor(ids, dtype=torch.int64)
