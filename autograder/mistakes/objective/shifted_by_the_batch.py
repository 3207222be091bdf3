"""Cuts along the batch, not along the text."""


def next_token_pairs(token_ids):
    return token_ids[:-1], token_ids[1:]
