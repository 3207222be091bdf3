"""Two loops, of which the inner one stops before the last column

range() already leaves its end out, and one was taken off again: the last token is visible to everybody.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow questions about range(n - 1); levanter PR 102 (the same triangle by two loops)"

import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    for query in range(sequence_len):
        for key in range(query + 1, sequence_len - 1):
            mask[query, key] = VERY_SMALL_NUMBER
    return mask
