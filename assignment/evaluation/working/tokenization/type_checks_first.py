"""Checks its arguments before it starts

Valid input passes the checks and is then handled as usual.
"""

VERDICT = "right"
SOURCE = "defensive style; no single source"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    if not isinstance(doc, str):
        raise TypeError(f"doc must be a str, not {type(doc).__name__}")
    assert n_vocab > 0, "a vocabulary needs tokens"
    ids = [code for code in (ord(c) for c in doc) if code < n_vocab]
    result = torch.tensor(ids, dtype=torch.int64)
    assert result.dim() == 1 and result.dtype == torch.int64
    return result


def decode(token_ids) -> str:
    if isinstance(token_ids, Tensor):
        if token_ids.dim() != 1:
            raise ValueError(f"expected shape (n_tokens,), got {tuple(token_ids.shape)}")
        token_ids = token_ids.tolist()
    characters = []
    for token_id in token_ids:
        token_id = int(token_id)
        assert token_id >= 0
        characters.append(chr(token_id))
    return "".join(characters)
