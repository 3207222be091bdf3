"""later tokens get the smallest number that a float can hold

Print `make_causal_mask(3)` next to `VERY_SMALL_NUMBER`. What happens to the smallest float if a negative score
is added to it? The module has a constant for this: the docstring in part 4 names it.
"""

CAUGHT_BY = "the first token sees itself alone"


def make_causal_mask(sequence_len, device=None):
    everywhere = torch.full((sequence_len, sequence_len), torch.finfo(torch.float32).min, device=device)
    return torch.triu(everywhere, diagonal=1)
