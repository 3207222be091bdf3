"""Returns one-hot vectors, as the character RNN tutorial feeds them

The shape is (n_tokens, n_vocab) instead of (n_tokens,).
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: lineToTensor of the PyTorch char RNN tutorial"

import torch
import torch.nn.functional as F
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
    return F.one_hot(ids, n_vocab)
