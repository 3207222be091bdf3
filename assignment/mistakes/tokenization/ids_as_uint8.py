"""the ids are whole numbers of 8 bits

Print `encode_doc("abc").dtype` and compare it with the docstring. Ids below 256 fit in a byte; does an
embedding layer take bytes? Part 1 of the notebook begins with the dtype.
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < min(n_vocab, 256)], dtype=torch.uint8)
