"""Prints how many characters it dropped

Printing changes nothing about the result.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: verbose beginner style"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    good, bad = [], []
    for c in doc:
        (good if ord(c) < n_vocab else bad).append(c)
    if bad:
        print(f"dropped {len(bad)} of {len(doc)} characters")
    return torch.tensor([ord(c) for c in good]).long()


def decode(token_ids) -> str:
    result = "".join(chr(int(i)) for i in token_ids)
    print(f"decoded {len(result)} characters")
    return result
