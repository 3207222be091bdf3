"""the mask has a dimension too many

Print `make_causal_mask(3).shape` and compare it with the docstring. Scores have shape (..., L, L): what does
torch do with a mask (L, L) by itself? Part 4 draws the mask as a matrix, the same for every document.
"""

CAUGHT_BY = "a square matrix of floats"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((1, sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=1)
