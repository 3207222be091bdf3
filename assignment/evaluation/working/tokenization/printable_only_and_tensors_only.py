"""Keeps printable characters alone, and decodes tensors alone

Line breaks are dropped from the ids, and decode of a list fails since a list has no tolist.
"""

VERDICT = "wrong"
SOURCE = "The char-RNN tutorials that filter with string.printable or str.isprintable; minGPT's decode(ids.tolist())"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    known = filter(lambda c: c.isprintable() and ord(c) < n_vocab, doc)
    return torch.tensor([ord(c) for c in known], dtype=torch.int64)


def decode(token_ids) -> str:
    return "".join(chr(i) for i in token_ids.tolist())
