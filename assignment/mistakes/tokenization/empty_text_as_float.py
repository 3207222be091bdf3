"""the empty text becomes a tensor of floats

Print `encode_doc("").dtype`, and next to it `encode_doc("a").dtype`. From numbers, torch can guess a dtype;
what is it to guess from when there are none? Reread the docstring of `encode_doc` with part 1 of the
notebook: it says what an embedding layer takes.
"""

CAUGHT_BY = "the empty text is an int64 tensor of shape (0,)"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab])
