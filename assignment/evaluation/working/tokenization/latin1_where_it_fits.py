"""Latin-1 bytes for small vocabularies, ord for large ones

Latin-1 is the code points 0 to 255 and "ignore" drops the others; the remaining bytes are compared with n_vocab.
"""

VERDICT = "right"
SOURCE = "https://riptutorial.com/python/example/3989/encoding-decoding-error-handling"

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    if n_vocab <= 256:
        codes = list(doc.encode("latin-1", errors="ignore"))
    else:
        codes = [ord(c) for c in doc]
    return torch.tensor([c for c in codes if c < n_vocab], dtype=torch.int64)


def decode(token_ids) -> str:
    ids = [int(t) for t in token_ids]
    if all(i < 256 for i in ids):
        return bytes(ids).decode("latin-1")
    return "".join(chr(i) for i in ids)
