"""the ids are floats

Print `encode_doc("abc")`: what do the dots behind the numbers say? Compare `torch.Tensor([1, 2]).dtype` with
`torch.tensor([1, 2]).dtype`. An id picks a row of a matrix, so reread in the docstring of `encode_doc`, in part 1,
what kind of number it is.
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.Tensor([ord(c) for c in doc if ord(c) < n_vocab])
