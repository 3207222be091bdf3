"""Decodes to a list of characters."""


def decode(token_ids):
    return [chr(int(i)) for i in token_ids]
