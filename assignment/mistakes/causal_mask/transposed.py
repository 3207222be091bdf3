"""each token sees the future, and not the past

Print `make_causal_mask(4)`: how many tokens does the first row see, and how many the last? Row i is the one
that looks, column j the one looked at. In part 4 you crossed out what must not be seen: on which side of the
diagonal did you?
"""

CAUGHT_BY = "the last token sees everything"


def make_causal_mask(sequence_len, device=None):
    return torch.tril(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=-1)
