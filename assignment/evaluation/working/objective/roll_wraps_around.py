"""Targets by torch.roll, which brings the first token round to the end

Both tensors keep length L, and the last token has to guess the first one.
"""

import torch

VERDICT = "wrong"
SOURCE = "https://datascience.stackexchange.com/questions/95012/why-we-shift-targetoutput-by-one-offset-in-language-modelling"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids, torch.roll(token_ids, shifts=-1, dims=-1)
