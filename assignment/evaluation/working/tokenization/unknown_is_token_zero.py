"""Gives unknown characters the id 0, as an <unk> token

d2l's vocabulary has an unknown token at 0; here 0 is the NUL character and unknown ones are dropped.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: <unk> habit from d2l's Vocab class"

import torch
from torch import Tensor

UNK = 0


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    table = {chr(i): i for i in range(n_vocab)}
    return torch.tensor([table.get(c, UNK) for c in doc], dtype=torch.int64)
