"""later tokens get -10000, which a large score could make up for

Print `make_causal_mask(3)` next to `VERY_SMALL_NUMBER`. Which of the two numbers would a score of 20000
outweigh? The module has a constant for this: the docstring in part 4 names it.
"""

CAUGHT_BY = "the first token sees itself alone"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), -1e4, device=device), diagonal=1)
