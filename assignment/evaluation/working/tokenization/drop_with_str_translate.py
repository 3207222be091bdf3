"""str.translate deletes the characters outside the vocabulary

The mapping sends every code point from n_vocab up to None, which deletes it, and leaves the others alone.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow answers that delete characters with str.translate"

import torch
from torch import Tensor


class DeleteFrom(dict):
    """For str.translate: None, that is deletion, from a code point up."""

    def __init__(self, first: int):
        super().__init__()
        self.first = first

    def __getitem__(self, code: int):
        if code >= self.first:
            return None
        raise LookupError(code)


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    kept = doc.translate(DeleteFrom(n_vocab))
    return torch.tensor(tuple(ord(c) for c in kept), dtype=torch.int64)


def decode(token_ids) -> str:
    return f"{''.join([chr(int(i)) for i in token_ids])}"
