"""Cuts the text into disjoint pairs

Half of the pairs are missing: the targets never become inputs.
"""

VERDICT = "wrong"
SOURCE = "pairs read as disjoint pairs; no single source"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    length = token_ids.shape[-1] // 2 * 2
    return token_ids[..., 0:length:2], token_ids[..., 1:length:2]
