"""A plain loop that appends, and torch.LongTensor at the end

LongTensor makes an int64 tensor from any list, the empty one included, and the characters above the vocabulary are skipped.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: beginner style of the PyTorch forum's character RNN questions"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    ids = []
    for ch in doc:
        number = ord(ch)
        if number >= n_vocab:
            continue
        ids.append(number)
    return torch.LongTensor(ids)


def decode(token_ids) -> str:
    text = ""
    for t in token_ids:
        text += chr(int(t))
    return text
