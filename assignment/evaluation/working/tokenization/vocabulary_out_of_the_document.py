"""Builds the vocabulary from the document, as in the Shakespeare tutorials

The id is then a rank among the document's characters and not the code point, and differs from document to document.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: sorted(set(text)) from \"Let's build GPT\""

import torch
from torch import Tensor

LAST_CHARACTERS = []


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    chars = sorted({c for c in doc if ord(c) < n_vocab})
    LAST_CHARACTERS[:] = chars
    stoi = {c: i for i, c in enumerate(chars)}
    return torch.tensor([stoi[c] for c in doc if c in stoi], dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join(LAST_CHARACTERS[int(i)] for i in token_ids)
