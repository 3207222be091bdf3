"""Lower triangle masked: rows and columns mixed up

The constant stands below the diagonal, so a token sees the later ones and not the earlier ones.
"""

VERDICT = "wrong"
SOURCE = "PyTorch issue 28272 and 29546: the flipped look-ahead mask"

import torch


def make_causal_mask(sequence_len, device=None):
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return torch.tril(everywhere, diagonal=-1)
