"""Folds code points into the vocabulary with a modulo

Characters beyond the vocabulary come back as other letters; they should be gone.
"""

VERDICT = "wrong"
SOURCE = "hashing-trick tutorials for character features"

import torch


def encode_doc(doc, n_vocab=256):
    points = torch.tensor(list(map(ord, doc)), dtype=torch.int64)
    return points % n_vocab
