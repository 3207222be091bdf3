"""Inputs and targets swapped

The model is asked for the token before: the first token is a target and the last an input.
"""

VERDICT = "wrong"
SOURCE = 'forum answers about "shift right" and "shift left"'


def next_token_pairs(token_ids):
    targets = token_ids[..., :-1]
    inputs = token_ids[..., 1:]
    return inputs, targets
