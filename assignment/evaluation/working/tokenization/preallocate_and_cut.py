"""An empty tensor of full length, filled from the left and cut

At most len(doc) ids are needed; what was not filled is cut off, so nothing uninitialised is returned.
"""

VERDICT = "right"
SOURCE = "own variation, C style"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = torch.empty(len(doc), dtype=torch.long)
    n = 0
    for c in doc:
        if ord(c) < n_vocab:
            ids[n] = ord(c)
            n += 1
    return ids[:n].clone()


def decode(token_ids) -> str:
    pieces = [""] * len(token_ids)
    for i in range(len(token_ids)):
        pieces[i] = chr(int(token_ids[i]))
    return "".join(pieces)
