"""ids are counted from the letter a

Print `encode_doc("abc")`, and `ord("a")` next to it. What would the id of a space be in your counting? Part 1
of the notebook names the id of each character: no table of your own is needed.
"""

CAUGHT_BY = "each character becomes its code point"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) - ord("a") for c in doc if ord(c) < n_vocab], dtype=torch.int64)
