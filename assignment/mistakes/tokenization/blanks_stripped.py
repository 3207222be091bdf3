"""blanks at both ends of the text are lost

Compare `len(" hi\\n")` with `len(encode_doc(" hi\\n"))`. A model that writes text has to learn where blanks go.
Part 1 of the notebook gives each character a token: which of your calls leaves some out?
"""

CAUGHT_BY = "blanks, line breaks and signs are characters like any other"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc.strip() if ord(c) < n_vocab], dtype=torch.int64)
