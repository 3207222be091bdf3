"""characters that cannot be printed are dropped

Print `encode_doc("a\\tb\\n")` and count the ids. Which test of yours do a tab and a line break fail? The
docstring has one reason to drop a character, and part 1 of the notebook shows it.
"""

CAUGHT_BY = "blanks, line breaks and signs are characters like any other"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab and c.isprintable()], dtype=torch.int64)
