"""The smallest float32 in place of the constant

Uses finfo.min, as Hugging Face does. Added to a negative score it can overflow to minus infinity, and it is
not the value asked for.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face transformers _make_causal_mask with torch.finfo(dtype).min"

import torch


def make_causal_mask(sequence_len, device=None):
    lowest = torch.finfo(torch.float32).min
    position = torch.arange(sequence_len, device=device)
    mask = torch.full((sequence_len, sequence_len), lowest, device=device)
    return mask.masked_fill(position <= position[:, None], 0.0)
