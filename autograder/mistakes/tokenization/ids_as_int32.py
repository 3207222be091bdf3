"""Makes 32-bit ids."""


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int32)
