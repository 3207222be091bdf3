"""a token sees only the 16 tokens before it

Draw `make_causal_mask(40)`, and count the zeros in its last row. Some models look through such a window. Does
the one of part 4 of the notebook?
"""

CAUGHT_BY = "a token sees itself and everything before it"


def make_causal_mask(sequence_len, device=None):
    at = torch.arange(sequence_len, device=device)
    distance = at[:, None] - at[None, :]
    return torch.where((distance >= 0) & (distance <= 16), 0.0, VERY_SMALL_NUMBER)
