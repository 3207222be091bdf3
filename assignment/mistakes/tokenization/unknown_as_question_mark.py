"""a character that the vocabulary lacks turns into a question mark

Try `encode_doc("a→b")`: how many ids come out, and how many should? Read the second paragraph of the
docstring again: what happens to a character whose code point is too large? Part 1 of the notebook asks the
same about an emoji.
"""

CAUGHT_BY = "characters outside the vocabulary are dropped"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) if ord(c) < n_vocab else ord("?") for c in doc], dtype=torch.int64)
