"""Takes 'very small' for 1e-9

Writes the literal 1e-9 instead of -1e9: the mask does nothing, every token sees everything.
"""

VERDICT = "wrong"
SOURCE = "Misreading of the constant's name: very small as 0.000000001"

import torch


def make_causal_mask(sequence_len, device=None):
    tiny = 1e-9
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    for i in range(sequence_len):
        for j in range(i + 1, sequence_len):
            mask[i, j] = tiny
    return mask
