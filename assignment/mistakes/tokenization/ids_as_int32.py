"""the ids are whole numbers of 32 bits

Print `encode_doc("abc").dtype` and compare it with the docstring. Then let torch choose: what does
`torch.tensor([1, 2])` give? Other layers of the lab count on one dtype; part 1 of the notebook begins with
it.
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int32)
