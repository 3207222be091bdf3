"""Lower triangle first, then masked_fill twice

The ones of tril are what may be seen. The zeros get the constant and the ones become zero, in an order in
which the second fill cannot undo the first.
"""

VERDICT = "right"
SOURCE = "mlkatas.com/kata/112 (causal mask exercise with masked_fill)"

import torch


def make_causal_mask(sequence_len, device=None):
    allowed = torch.tril(torch.ones(sequence_len, sequence_len, device=device)).bool()
    mask = torch.ones(sequence_len, sequence_len, dtype=torch.float32, device=device)
    mask = mask.masked_fill(~allowed, VERY_SMALL_NUMBER)
    mask = mask.masked_fill(allowed, 0.0)
    return mask
