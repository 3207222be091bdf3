"""Takes the UTF-8 bytes for the code points

A character from 128 up becomes two or more tokens: "ï" gives 195 and 175 instead of 239, and the emoji is not dropped.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: CS336 assignment 1 (byte-level tokens) carried over"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor([b for b in doc.encode("utf-8") if b < n_vocab], dtype=torch.int64)


def decode(token_ids) -> str:
    return bytes([int(t) for t in token_ids]).decode("utf-8", errors="replace")
