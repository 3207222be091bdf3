"""Does not look at n_vocab."""


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < 256], dtype=torch.int64)
