"""no vocabulary has more than 256 tokens

Print `encode_doc("€", 10_000)`, next to `ord("€")`. Which number limits your vocabulary, and which one should?
256 is only the default of `n_vocab`: see the docstring, with part 1 of the notebook.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < min(n_vocab, N_VOCAB)], dtype=torch.int64)
