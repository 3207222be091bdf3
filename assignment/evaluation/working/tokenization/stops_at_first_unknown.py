"""Stops at the first character that the vocabulary lacks

A break where a continue was meant: everything behind the emoji is lost.
"""

VERDICT = "wrong"
SOURCE = "beginners' questions on break and continue (Stack Overflow)"

import torch


def encode_doc(doc, n_vocab=256):
    ids = []
    for c in doc:
        code = ord(c)
        if code >= n_vocab:
            break
        ids.append(code)
    return torch.tensor(ids, dtype=torch.int64)
