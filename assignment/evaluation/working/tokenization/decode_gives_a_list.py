"""decode returns a list of characters

The characters are never joined into one string.
"""

VERDICT = "wrong"
SOURCE = "\"join\" forgotten; common slip"

def decode(token_ids):
    return [chr(int(t)) for t in token_ids]
