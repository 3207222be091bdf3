"""Returns shape (1, n_tokens)

The specification says (n_tokens,).
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: unsqueeze(0) from Hugging Face's return_tensors=\"pt\""

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
    return ids.unsqueeze(0)
