"""later tokens get -1e10, and not the constant of the module

Print `make_causal_mask(3)[0, 1] / VERY_SMALL_NUMBER`: is it 1? Where in your code does the number stand, and
where is it defined already? The docstring in part 4 names the constant.
"""

CAUGHT_BY = "the first token sees itself alone"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), -1e10, device=device), diagonal=1)
