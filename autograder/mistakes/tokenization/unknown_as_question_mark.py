"""Writes a question mark for what the vocabulary lacks."""


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) if ord(c) < n_vocab else ord("?") for c in doc], dtype=torch.int64)
