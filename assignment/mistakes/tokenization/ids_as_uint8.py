"""the ids are whole numbers of 8 bits

Print `encode_doc("abc").dtype` and compare it with the docstring. Ids below 256 fit in a byte; does an embedding
layer take bytes? The vocabulary of part 1 has 256 ids, but the docstring allows more.
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < min(n_vocab, 256)], dtype=torch.uint8)
