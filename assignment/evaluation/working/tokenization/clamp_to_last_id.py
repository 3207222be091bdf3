"""Clamps unknown characters to the last id instead of dropping them

An emoji turns into id n_vocab - 1, so a foreign letter is read where there should be nothing.
"""

VERDICT = "wrong"
SOURCE = "char-cnn notebooks that map rare characters to the last bucket"

import torch


def encode_doc(doc, n_vocab=256):
    ids = torch.tensor([ord(c) for c in doc], dtype=torch.int64)
    return ids.clamp(max=n_vocab - 1)
