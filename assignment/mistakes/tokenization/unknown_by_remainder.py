"""a character outside the vocabulary becomes another one, by the remainder of a division

Print `decode(encode_doc("a→b"))`: which character stands in the middle, and was it in the text? Reread in the
docstring what happens to a code point that is too large; part 1 of the notebook asks it about an emoji.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) % n_vocab for c in doc], dtype=torch.int64)
