"""the ids are whole numbers of 32 bits

Print `encode_doc("abc").dtype` and compare it with the docstring. Then let torch choose: what does
`torch.tensor([1, 2])` give? The embedding layers of the lab count on one dtype, from part 1 on.
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int32)
