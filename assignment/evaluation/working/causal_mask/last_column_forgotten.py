"""The loop stops one column early

range excludes its end already; the extra minus one leaves the last column open, so all tokens see the last.
"""

VERDICT = "wrong"
SOURCE = "Off-by-one in loop bounds: range(i + 1, n - 1)"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros(sequence_len, sequence_len, dtype=torch.float32, device=device)
    for i in range(sequence_len - 1):
        for j in range(i + 1, sequence_len - 1):
            mask[i, j] = VERY_SMALL_NUMBER
    return mask
