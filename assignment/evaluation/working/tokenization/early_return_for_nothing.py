"""Returns early for the empty text and for a text of which nothing is left

The special case has the right dtype; in all others torch.tensor sees whole numbers and makes int64 of them.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: beginner answers to \"Expected Long but got Float\" questions on nn.Embedding"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = [ord(c) for c in doc if ord(c) < n_vocab]
    if len(ids) == 0:
        return torch.empty((0,), dtype=torch.int64)
    return torch.tensor(ids)


def decode(token_ids) -> str:
    if len(token_ids) == 0:
        return ""
    return "".join(chr(int(i)) for i in token_ids)
