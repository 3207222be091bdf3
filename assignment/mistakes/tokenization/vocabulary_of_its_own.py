"""each text gets a vocabulary of its own

Print `encode_doc("cab")` and `encode_doc("cat")`: does "c" have the same id in both? A model that has learned
from one text must be able to read another. Part 1 of the notebook says what the id of a character is.
"""

CAUGHT_BY = "each character becomes its code point"


def encode_doc(doc, n_vocab=N_VOCAB):
    characters = sorted(set(doc))
    return torch.tensor([characters.index(c) for c in doc], dtype=torch.int64)
