"""diagonal=2: the next token stays visible

Each token may also look at its right neighbour, which is just the target that it has to guess.
"""

VERDICT = "wrong"
SOURCE = "Off-by-one in diagonal: language models predict the next token, so let it see it"

import torch


def make_causal_mask(sequence_len, device=None):
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return torch.triu(everywhere, diagonal=2)
