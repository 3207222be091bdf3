"""the token sees the next one, which is its own target

Print `make_causal_mask(4)` and count the zeros of its first row. Which token is the first one to guess, and
may it look there? Draw the matrix of part 4 once more, and compare it row by row.
"""

CAUGHT_BY = "the first token sees itself alone"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=2)
