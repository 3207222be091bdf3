"""the mask is cut out of one for 32 tokens

Print `make_causal_mask(40).shape`. The models of the lab see 32 tokens, but does the docstring limit the length?
Which number of yours should be `sequence_len`? Part 4 of the notebook draws one for 9 tokens.
"""

CAUGHT_BY = "a token sees itself and everything before it"


def make_causal_mask(sequence_len, device=None):
    everywhere = torch.full((32, 32), VERY_SMALL_NUMBER, device=device)
    return torch.triu(everywhere, diagonal=1)[:sequence_len, :sequence_len]
