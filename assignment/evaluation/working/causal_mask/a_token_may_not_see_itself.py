"""Also masks the diagonal

triu without diagonal=1 keeps the diagonal, so a token may not look at itself and the first row is masked
altogether.
"""

VERDICT = "wrong"
SOURCE = "Tutorials that call torch.triu without the diagonal argument"

import torch


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device))
