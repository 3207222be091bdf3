"""`n_vocab` makes no difference

Try `encode_doc("abcd", 99)` and `encode_doc("abcd")`. The ids of the letters are 97 to 100: which of them
does a vocabulary of 99 have? Reread the docstring and part 1 of the notebook: where does your code use its
second argument?
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < 256], dtype=torch.int64)
