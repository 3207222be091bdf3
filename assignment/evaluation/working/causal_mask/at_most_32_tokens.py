"""Cut from a table of 32 tokens

A fixed table of the lab's context length is sliced. For longer texts the slice is still 32 by 32.
"""

VERDICT = "wrong"
SOURCE = "minGPT's registered bias buffer of block_size"

import torch

BLOCK_SIZE = 32


def make_causal_mask(sequence_len, device=None):
    table = torch.triu(torch.full((BLOCK_SIZE, BLOCK_SIZE), VERY_SMALL_NUMBER), diagonal=1)
    return table[:sequence_len, :sequence_len].clone().to(device)
