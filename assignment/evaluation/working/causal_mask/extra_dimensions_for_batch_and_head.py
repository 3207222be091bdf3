"""Shape (1, 1, L, L)

Adds axes for batch and head as in batched code. Scores of shape (L, L) come out with two axes more.
"""

VERDICT = "wrong"
SOURCE = "sid.sh build-your-first-llm: unsqueeze(0).unsqueeze(0)"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, dtype=torch.float32, device=device)
    mask = torch.triu(mask, diagonal=1)
    return mask.unsqueeze(0).unsqueeze(0)
