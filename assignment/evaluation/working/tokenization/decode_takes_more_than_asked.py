"""decode also takes arrays, single numbers and batches of one

For a 1-D tensor or a list of ints the extra cases do nothing.
"""

VERDICT = "right"
SOURCE = "own variation: generous helper as in tiktoken wrappers"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    codes = (ord(c) for c in doc)
    return torch.tensor([code for code in codes if not code >= n_vocab], dtype=torch.int64)


def decode(token_ids) -> str:
    if isinstance(token_ids, int):
        token_ids = [token_ids]
    if hasattr(token_ids, "reshape"):
        token_ids = token_ids.reshape(-1)
    if hasattr(token_ids, "tolist"):
        token_ids = token_ids.tolist()
    return "".join(chr(int(token_id)) for token_id in token_ids)
