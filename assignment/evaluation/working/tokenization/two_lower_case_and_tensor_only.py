"""Lowers the case, and decode takes tensors alone

Two mistakes: capitals are lost, and a list has no tolist.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: d2l preprocessing with nanoGPT's decode"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    codes = torch.tensor([ord(c) for c in doc.casefold()], dtype=torch.int64)
    return codes.masked_select(codes < n_vocab)


def decode(token_ids) -> str:
    return "".join(map(chr, token_ids.tolist()))
