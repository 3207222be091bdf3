"""Takes code points modulo n_vocab

Characters outside the vocabulary turn into unrelated characters instead of being dropped.
"""

VERDICT = "wrong"
SOURCE = "hashing trick misapplied; no single source"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([ord(c) % n_vocab for c in doc], dtype=torch.long)
