"""the ids have a dimension too many

Print `encode_doc("abc").shape`. How many numbers should the shape of one document have? The docstring of
`encode_doc`, in part 1, names it.
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([[ord(c) for c in doc if ord(c) < n_vocab]], dtype=torch.int64)
