"""one code point too many is kept

Count on your fingers: with `n_vocab=3`, which ids are there? Then try `encode_doc("abc", 98)` and
`encode_doc("Ā")`, whose code point is 256. The docstring, and part 1 of the notebook, say where the
vocabulary ends.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) <= n_vocab], dtype=torch.int64)
