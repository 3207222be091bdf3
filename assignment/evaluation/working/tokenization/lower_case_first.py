"""Lowers the case of the text, as preprocessing in d2l does

Capitals have ids of their own, so decode cannot give the text back.
"""

VERDICT = "wrong"
SOURCE = "https://emiliocantuc.github.io/posts/exercises/d2l/9-5.html"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([ord(c) for c in doc.lower() if ord(c) < n_vocab], dtype=torch.int64)
