"""Selects the codes in an array of NumPy, which may be empty."""

import numpy as np


def encode_doc(doc, n_vocab=N_VOCAB):
    codes = np.array([ord(character) for character in doc], dtype=np.int64)
    return torch.from_numpy(codes[codes < n_vocab])


def decode(token_ids):
    return "".join(map(chr, np.asarray(token_ids, dtype=np.int64)))
