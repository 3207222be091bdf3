"""Distance key minus query, clamped to 0 and 1, times the constant

The distance is positive just for later keys; clamped it is 1 there and 0 elsewhere.
"""

VERDICT = "right"
SOURCE = "ALiBi implementations, which start from a matrix of distances"

import torch


def make_causal_mask(sequence_len, device=None):
    t = torch.arange(sequence_len, dtype=torch.float32, device=device)
    how_far_ahead = t[None, :] - t[:, None]
    return how_far_ahead.clamp(min=0.0, max=1.0).mul(VERY_SMALL_NUMBER)
