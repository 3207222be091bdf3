"""decoding works for tensors, but not for lists

Try `decode(encode_doc("Hi"))`, and then `decode([72, 105])`. The docstring promises both. Part 1 of the
notebook decodes tensors, part 2 lists: which line of yours asks for something that a list cannot do?
"""

CAUGHT_BY = "decoding gives the text back"


def decode(token_ids):
    return "".join(chr(i) for i in token_ids.tolist())
