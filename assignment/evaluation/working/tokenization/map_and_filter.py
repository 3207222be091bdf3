"""map and filter instead of a comprehension

Same ids in the same order; the dtype is stated, so that the empty document is whole numbers too.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: functional idiom in Stack Overflow answers on ord and chr"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    in_vocabulary = filter(lambda i: i < n_vocab, map(ord, doc))
    return torch.tensor(list(in_vocabulary), dtype=torch.long)


def decode(token_ids) -> str:
    return "".join(map(chr, map(int, token_ids)))
