"""Encodes as Latin-1, which has the first 256 code points; other vocabularies take the long way."""


def encode_doc(doc, n_vocab=N_VOCAB):
    if n_vocab > 256:
        return torch.tensor([*filter(lambda code: code < n_vocab, map(ord, doc))], dtype=torch.long)
    data = doc.encode("latin-1", errors="ignore")
    return torch.tensor([byte for byte in data if byte < n_vocab], dtype=torch.long)


def decode(token_ids):
    ids = token_ids.tolist() if isinstance(token_ids, torch.Tensor) else token_ids
    return bytes(ids).decode("latin-1") if max(ids, default=0) < 256 else "".join(map(chr, ids))
