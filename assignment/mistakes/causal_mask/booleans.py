"""the mask holds True and False, and not numbers to add

Print `make_causal_mask(3).dtype`. What does torch make of `True` when it is added to a score? The docstring
says what the mask is used for in part 4, and which two numbers it holds.
"""

CAUGHT_BY = "a square matrix of floats"


def make_causal_mask(sequence_len, device=None):
    return torch.ones(sequence_len, sequence_len, dtype=torch.bool, device=device).triu(diagonal=1)
