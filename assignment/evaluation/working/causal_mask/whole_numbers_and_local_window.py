"""Integer dtype, and only three tokens of the past stay visible

Two mistakes: -10**9 makes an int64 tensor, and a sliding window also hides what is further back.
"""

VERDICT = "wrong"
SOURCE = "Longformer and Mistral sliding windows, and -10**9 written as an int"

import torch

WINDOW = 3


def make_causal_mask(sequence_len, device=None):
    i = torch.arange(sequence_len, device=device).unsqueeze(-1)
    j = torch.arange(sequence_len, device=device).unsqueeze(0)
    hidden = (j > i) | (i - j >= WINDOW)
    return hidden.long() * -(10**9)
