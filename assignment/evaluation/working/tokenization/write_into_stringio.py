"""Decodes into a StringIO buffer, encodes with walrus

The buffer is opened without newline translation, so that carriage returns survive.
"""

VERDICT = "right"
SOURCE = "own variation"

import io

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([code for c in doc if (code := ord(c)) < n_vocab], dtype=torch.int64)


def decode(token_ids) -> str:
    buffer = io.StringIO(newline="")
    for token_id in token_ids:
        buffer.write(chr(int(token_id)))
    return buffer.getvalue()
