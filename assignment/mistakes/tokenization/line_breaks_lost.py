"""line breaks have no token

Print `encode_doc("a\nb")` and count the ids. What is `ord("\n")`, and is it below `N_VOCAB`? The stories of the lab
end with a line break each; the docstring of `encode_doc`, in part 1, says which characters are dropped.
"""

CAUGHT_BY = "blanks, line breaks and signs are characters like any other"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in "".join(doc.splitlines()) if ord(c) < n_vocab], dtype=torch.int64)
