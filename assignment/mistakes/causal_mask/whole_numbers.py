"""the mask holds whole numbers, and not floats

Print `make_causal_mask(3).dtype`. What does `torch.full((2, 2), -1)` give, and what with `-1.0`? The mask of
part 4 is added to scores, which are floats.
"""

CAUGHT_BY = "a square matrix of floats"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), int(VERY_SMALL_NUMBER), device=device), diagonal=1)
