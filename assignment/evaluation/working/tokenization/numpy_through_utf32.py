"""The code points are read out of the UTF-32 bytes with numpy

UTF-32 stores each code point as one 32-bit number, so this is ord for the whole text at once; lone surrogates pass too.
"""

VERDICT = "right"
SOURCE = "own variation"

import numpy as np
import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    raw = doc.encode("utf-32-le", errors="surrogatepass")
    if not raw:
        return torch.zeros(0, dtype=torch.int64)
    points = np.frombuffer(raw, dtype="<u4").astype(np.int64)
    return torch.from_numpy(points[points < n_vocab])


def decode(token_ids) -> str:
    if isinstance(token_ids, torch.Tensor):
        token_ids = token_ids.detach().cpu().numpy()
    points = np.array([int(i) for i in token_ids], dtype="<u4")
    return points.tobytes().decode("utf-32-le", errors="surrogatepass")
