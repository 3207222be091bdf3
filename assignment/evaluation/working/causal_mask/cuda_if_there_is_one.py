"""Chooses the device by itself

Takes the GPU if there is one and the CPU otherwise, whatever device the caller asks for.
"""

VERDICT = "wrong"
SOURCE = "Notebooks that begin with a global device = cuda if available"

import torch


def make_causal_mask(sequence_len, device=None):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    ones = torch.ones((sequence_len, sequence_len), dtype=torch.float32).to(device)
    return torch.triu(ones, 1) * VERY_SMALL_NUMBER
