"""Puts a begin and an end token around the document

Nothing of the kind is asked for: "" must give shape (0,), and decode must give the text back.
"""

VERDICT = "wrong"
SOURCE = "https://hypercode.alexisbouchez.com/microgpt/lessons/tokenizer"

import torch
from torch import Tensor

BOS = 0


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = [BOS] + [ord(c) for c in doc if ord(c) < n_vocab] + [BOS]
    return torch.tensor(ids, dtype=torch.int64)
