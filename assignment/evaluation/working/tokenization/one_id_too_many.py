"""Keeps a character whose code point equals n_vocab

The comparison is <=, so one id appears for which the embedding has no row.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/foundation-model-stack/foundation-model-stack/pull/41"

import torch


def encode_doc(doc, n_vocab=256):
    ids = []
    for c in doc:
        if ord(c) <= n_vocab:
            ids.append(ord(c))
    return torch.tensor(ids, dtype=torch.int64)
