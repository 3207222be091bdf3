"""Counts ids from the space, and gives a question mark for what is unknown

Two mistakes: the id is not the code point, and unknown characters stay in the text.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: printable ASCII offset by 32, as in old character RNN code"

import torch
from torch import Tensor

FIRST = 32


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = []
    for c in doc:
        if not FIRST <= ord(c) < n_vocab:
            c = "?"
        ids.append(ord(c) - FIRST)
    return torch.tensor(ids, dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join(chr(int(i) + FIRST) for i in token_ids)
