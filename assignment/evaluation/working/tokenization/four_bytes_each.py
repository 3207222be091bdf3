"""Decodes through four little-endian bytes for each id

UTF-32 without a byte order mark is the code point itself, so any id that chr takes comes out the same.
"""

VERDICT = "right"
SOURCE = "own variation"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    raw = doc.encode("utf-32-le", "surrogatepass")
    codes = [int.from_bytes(raw[i : i + 4], "little") for i in range(0, len(raw), 4)]
    return torch.tensor([c for c in codes if c < n_vocab], dtype=torch.int64)


def decode(token_ids) -> str:
    raw = b"".join(int(t).to_bytes(4, "little") for t in token_ids)
    return raw.decode("utf-32-le", "surrogatepass")
