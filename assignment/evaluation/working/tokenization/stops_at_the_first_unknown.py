"""Stops at the first character outside the vocabulary

break leaves the loop, so all that follows an emoji is lost, and not the emoji alone.
"""

VERDICT = "wrong"
SOURCE = "break for continue; common slip"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    token_ids = []
    for character in doc:
        if ord(character) >= n_vocab:
            break
        token_ids.append(ord(character))
    return torch.tensor(token_ids, dtype=torch.int64)
