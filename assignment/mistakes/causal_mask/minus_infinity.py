"""later tokens get minus infinity, and not VERY_SMALL_NUMBER

Print `make_causal_mask(3)` and compare it with `VERY_SMALL_NUMBER`. Infinity works in many places, and gives
`nan` as soon as it meets a zero or another infinity. The docstring of the mask in part 4 names the number
that others rely on.
"""

CAUGHT_BY = "everything later gets VERY_SMALL_NUMBER"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), float("-inf"), device=device), diagonal=1)
