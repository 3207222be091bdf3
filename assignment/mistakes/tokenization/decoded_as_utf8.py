"""ids are decoded as if they were bytes of UTF-8

Print `decode([233])` and `chr(233)`. In UTF-8 this character takes two bytes: how many ids does it have here?
Part 1 of the notebook says what an id is.
"""

CAUGHT_BY = "decode takes what encode_doc gives"


def decode(token_ids):
    return bytes(int(i) % 256 for i in token_ids).decode("utf-8", errors="replace")
