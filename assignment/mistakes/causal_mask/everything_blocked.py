"""nothing may be looked at

Draw `make_causal_mask(3)`. Which key may the last query look at? A row without any zero leaves a token nothing to
mix. The docstring of `make_causal_mask`, in part 4, says which entries are 0.
"""

CAUGHT_BY = "the last token sees everything"


def make_causal_mask(sequence_len, device=None):
    return torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
