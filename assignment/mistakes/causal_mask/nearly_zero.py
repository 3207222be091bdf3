"""the number for later tokens is close to zero, and not far below it

Compare `math.exp(1e-9)` with `math.exp(-1e9)`: which one leaves a weight of zero? Then print
`make_causal_mask(3)[0]`, and `VERY_SMALL_NUMBER` next to it. Part 4 wants to wipe out the future.
"""

CAUGHT_BY = "everything later gets VERY_SMALL_NUMBER"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), 1e-9, device=device), diagonal=1)
