"""letters with accents are dropped

Try `encode_doc("naïve")` and count the ids. What is `ord("ï")`, and is it below `N_VOCAB`? Part 1 of the
notebook asks how many tokens that word has.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < min(n_vocab, 128)], dtype=torch.int64)
