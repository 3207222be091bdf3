"""decode needs a tensor

A list of ints has no tolist, although the docstring allows one.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, \"'list' object has no attribute 'tolist'\""


def decode(token_ids):
    ids = token_ids.tolist()
    return "".join([chr(i) for i in ids])
