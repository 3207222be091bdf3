"""the mask is made of booleans that say what may be looked at

Print `make_causal_mask(3)` and its dtype, and add it to a row of scores. What does `True` add? The docstring
in part 4 says which numbers stand for "may" and "may not".
"""

CAUGHT_BY = "a square matrix of floats"


def make_causal_mask(sequence_len, device=None):
    return torch.ones(sequence_len, sequence_len, device=device).tril().bool()
