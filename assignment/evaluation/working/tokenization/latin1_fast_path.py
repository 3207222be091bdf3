"""Uses the latin-1 codec up to 256 ids and a slow way above

latin-1 is exactly the code points below 256, and "ignore" drops the rest; smaller and larger
vocabularies are treated on their own.
"""

VERDICT = "right"
SOURCE = "Python documentation of codecs, and ByT5-style byte tokenizers"

import torch


def encode_doc(doc, n_vocab=256):
    if n_vocab <= 256:
        ids = [byte for byte in doc.encode("latin-1", "ignore") if byte < n_vocab]
    else:
        ids = [ord(c) for c in doc if ord(c) < n_vocab]
    return torch.tensor(ids, dtype=torch.int64)


def decode(token_ids):
    ids = [int(i) for i in token_ids]
    try:
        return bytes(ids).decode("latin-1")
    except ValueError:  # an id above 255
        return "".join(map(chr, ids))
