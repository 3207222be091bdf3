"""the ids begin with a token that is no character

Compare `len("abc")` with `len(encode_doc("abc"))`, and print the first id. Some tokenizers mark the beginning
of a text. Does the one of part 1 of the notebook?
"""

CAUGHT_BY = "each character becomes its code point"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([0] + [ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
