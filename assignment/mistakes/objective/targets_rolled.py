"""the last token's target is the first token of the text

How long are both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`? Which token would have to come after
the last one? Part 2 of the notebook asks why the last character never serves as an input.
"""

CAUGHT_BY = "each target is the token after its input"

import torch


def next_token_pairs(token_ids):
    return token_ids, torch.roll(token_ids, -1, dims=-1)
