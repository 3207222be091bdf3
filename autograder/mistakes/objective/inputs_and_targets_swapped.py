"""Predicts the token before."""


def next_token_pairs(token_ids):
    return token_ids[..., 1:], token_ids[..., :-1]
