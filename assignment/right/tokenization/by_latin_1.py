"""Encodes as Latin-1."""


def encode_doc(doc, n_vocab=N_VOCAB):
    data = doc.encode("latin-1", errors="ignore")
    return torch.tensor([byte for byte in data if byte < n_vocab], dtype=torch.long)


def decode(token_ids):
    ids = token_ids.tolist() if isinstance(token_ids, torch.Tensor) else token_ids
    return bytes(ids).decode("latin-1")
