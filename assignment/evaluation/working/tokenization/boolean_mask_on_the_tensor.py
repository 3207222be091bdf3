"""All code points first, then a boolean mask on the tensor

The mask keeps the order and the dtype; an empty tensor stays one-dimensional.
"""

VERDICT = "right"
SOURCE = "own variation on the minGPT CharDataset"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    everything = torch.tensor([ord(c) for c in doc], dtype=torch.int64)
    keep = everything < n_vocab
    return everything[keep]


def decode(token_ids) -> str:
    return "".join([chr(i) for i in torch.as_tensor(token_ids).tolist()])
