"""Windows of two tokens with unfold, which a document of one token does not have

Right from two tokens up; for L = 1 unfold raises an error, and the result should be empty.
"""

VERDICT = "wrong"
SOURCE = "own variation with Tensor.unfold"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    windows = token_ids.unfold(-1, 2, 1)  # (..., L-1, 2)
    return windows[..., 0], windows[..., 1]
