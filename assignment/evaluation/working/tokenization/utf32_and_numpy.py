"""Reads the code points out of UTF-32 with numpy

UTF-32 holds one unsigned number for each character: its code point. A mask then drops what is outside.
"""

import numpy as np

VERDICT = "right"
SOURCE = "Stack Overflow, fast conversion of a Python string to an array of code points with np.frombuffer"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    codes = np.frombuffer(doc.encode("utf-32-le", errors="surrogatepass"), dtype="<u4").astype(np.int64)
    return torch.from_numpy(codes[codes < n_vocab])


def decode(token_ids) -> str:
    if isinstance(token_ids, Tensor):
        token_ids = token_ids.detach().cpu().numpy()
    codes = np.asarray([int(i) for i in token_ids], dtype="<u4")
    return codes.tobytes().decode("utf-32-le", errors="surrogatepass")
