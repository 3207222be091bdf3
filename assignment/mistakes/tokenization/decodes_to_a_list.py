"""decoding gives a list of characters, and not one text

Print `decode([72, 105])` and look at its type. A text is a single `str`; what you have are its letters, each by
itself. Which method of `str` puts letters together? The docstring of `decode`, in part 1, says what comes back.
"""

CAUGHT_BY = "decoding gives the text back"


def decode(token_ids):
    return [chr(int(i)) for i in token_ids]
