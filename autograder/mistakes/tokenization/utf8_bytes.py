"""Encodes bytes of UTF-8, so that é becomes two tokens."""


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([b for b in doc.encode("utf-8") if b < n_vocab], dtype=torch.int64)
