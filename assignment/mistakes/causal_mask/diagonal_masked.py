"""the token cannot see itself

Print `make_causal_mask(4)`: which entries of the diagonal are 0? What is left for the first token to attend
to? Compare with the 4 × 4 matrix that you drew in part 4.
"""

CAUGHT_BY = "a token sees itself and everything before it"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=0)
