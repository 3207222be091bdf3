"""Encodes in chunks of 4096 characters and joins them

No character is split by a chunk, since Python strings are cut between code points; an empty start handles the empty text.
"""

VERDICT = "right"
SOURCE = "own variation for long texts"

import torch
from torch import Tensor

CHUNK = 4096


def encode_chunk(text: str, n_vocab: int) -> Tensor:
    return torch.tensor([ord(c) for c in text if ord(c) < n_vocab], dtype=torch.int64)


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    pieces = [torch.empty(0, dtype=torch.int64)]
    for start in range(0, len(doc), CHUNK):
        pieces.append(encode_chunk(doc[start : start + CHUNK], n_vocab))
    return torch.cat(pieces)


def decode(token_ids) -> str:
    text = []
    for start in range(0, len(token_ids), CHUNK):
        text.append("".join(chr(int(i)) for i in token_ids[start : start + CHUNK]))
    return "".join(text)
