"""the model has to guess the token before, not the one after

Write the tokens of "cat" on paper, draw an arrow from each input to its target, and compare with
`next_token_pairs(torch.tensor([1, 2, 3]))`. Time runs to the right: which of the two lists lacks the last
token? Part 2 of the notebook starts with this very word.
"""

CAUGHT_BY = "each target is the token after its input"


def next_token_pairs(token_ids):
    return token_ids[..., 1:], token_ids[..., :-1]
