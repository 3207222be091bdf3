"""Reads the code points out of the UTF-32 form with numpy

UTF-32 spends four bytes on each character, which are its code point; those outside the vocabulary are sieved
out.
"""

VERDICT = "right"
SOURCE = "Stack Overflow, code points of a string with numpy"
MODULE = "tokenization"

import numpy as np


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    code_points = np.frombuffer(doc.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return torch.from_numpy(code_points[code_points < n_vocab])


def decode(token_ids: Tensor | list[int]) -> str:
    numbers = token_ids.tolist() if isinstance(token_ids, Tensor) else list(token_ids)
    return "".join(map(chr, map(int, numbers)))
