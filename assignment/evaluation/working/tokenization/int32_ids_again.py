"""Saves memory with int32 ids

int64 was asked for; targets of the loss have to be int64, and concatenation with drawn ids
changes the type.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT data preparation with np.uint16, retold with int32"

import numpy as np
import torch


def encode_doc(doc, n_vocab=256):
    points = np.array([ord(c) for c in doc], dtype=np.int32)
    return torch.from_numpy(points[points < n_vocab])
