"""ids of 256 and more cannot be decoded

Try `decode([8364])`, and print `chr(8364)`. Which step of yours takes nothing but bytes? `encode_doc` has
such ids where its `n_vocab` is large: reread both docstrings, with part 1 of the notebook.
"""

CAUGHT_BY = "decode takes one id or none, and ids of any vocabulary"


def decode(token_ids):
    return bytes(int(i) for i in token_ids).decode("latin-1")
