"""a character outside the vocabulary becomes the last one of it

Print `encode_doc("a→b")` and count the ids. Does the text contain the character of your second id? Reread in
the docstring what happens to a code point that is too large; part 1 of the notebook asks it about an emoji.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([min(ord(c), n_vocab - 1) for c in doc], dtype=torch.int64)
