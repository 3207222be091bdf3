"""itertools.compress with a list of selectors

The selectors are true exactly where the code point is below n_vocab.
"""

VERDICT = "right"
SOURCE = "own variation"

from itertools import chain, compress

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    codes = [ord(c) for c in doc]
    selectors = [c < n_vocab for c in codes]
    return torch.tensor([*compress(codes, selectors)], dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join(chain.from_iterable(chr(int(t)) for t in token_ids))
