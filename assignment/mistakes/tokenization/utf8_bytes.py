"""the text is cut into bytes of UTF-8, so that é becomes two tokens

Compare `len("é")` with `len("é".encode("utf-8"))`, and then with `len(encode_doc("é"))`. One token belongs to
each character here, not to each byte. Part 1 of the notebook says what a character's id is.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([b for b in doc.encode("utf-8") if b < n_vocab], dtype=torch.int64)
