"""Keeps printable characters only

`str.isprintable` is false for a line break and a tab, so these disappear from the stories.
"""

VERDICT = "wrong"
SOURCE = 'Stack Overflow, "remove non-printable characters"'

import torch


def encode_doc(doc, n_vocab=256):
    codes = [ord(c) for c in doc if c.isprintable()]
    return torch.tensor([c for c in codes if c < n_vocab], dtype=torch.int64)
