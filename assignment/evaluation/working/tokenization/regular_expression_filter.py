"""A regular expression removes what is outside the vocabulary

The negated class covers code point 0 up to n_vocab - 1, newlines included, so exactly the other characters go.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow answers that strip non-ASCII with re.sub"

import re
import sys

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    last = min(n_vocab - 1, sys.maxunicode)
    outside = re.compile(f"[^\\U00000000-\\U{last:08x}]")
    kept = outside.sub("", doc)
    return torch.tensor(list(map(ord, kept)), dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join("%c" % int(token_id) for token_id in token_ids)
